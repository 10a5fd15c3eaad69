import { IconLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { AppOption } from './AppOption.tsx';
import { OperationOption } from './OperationOption.tsx';
import { OptionField } from './OptionField.tsx';
import { lineKey, type OperationHit } from './operationHit.ts';
import type { AppEntry, Group } from './rank.ts';
import { useChosenLine } from './useChosenLine.ts';
import { useOperationSearch } from './useOperationSearch.ts';
import { useBackCloses } from '../../ui/useBackCloses.ts';
import { isNarrow } from '../useIsNarrow.ts';
import './palette.css';
import { t } from '../../texts/t.ts';

export type QuickAddProps = {
  /** The heading of what fits best: "Fits after “Find contact”". */
  title: string;
  /** The popover's corner inside the canvas, in pixels. */
  at: { left: number; top: number };
  fits(hit: OperationHit): boolean;
  /** What is searched for at first. */
  query?: string;
  onPick(hit: OperationHit): void;
  onClose(): void;
};

/** Search and add: type, choose with the arrows, Enter adds, Escape leaves everything as it was. */
export function QuickAdd({ title, at, fits, query: asked = '', onPick, onClose }: QuickAddProps) {
  const [query, setQuery] = useState(asked);
  const { groups, isLooking, failed, isSettled } = useOperationSearch(query, { fits, title });
  const entries = useMemo(() => groups.flatMap(entriesOf), [groups]);
  const hits = useMemo(() => groups.flatMap((group) => group.hits), [groups]);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  useCloseOutside(box, onClose);
  useBackCloses(onClose);

  const pick = (entry: Entry) => ('operation' in entry ? onPick(entry) : type(`${entry.name} `));
  const take = (at: number) => entries[at] !== undefined && pick(entries[at]);
  const { active, moveTo, onKey } = useChosenLine(entries.length, { isSettled, take });
  const type = (text: string) => {
    setQuery(text);
    moveTo(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
    else if (!onKey(event.key)) return;
    event.preventDefault();
  };

  return (
    <div
      className="quick-add"
      role="dialog"
      aria-label={t('Add a step')}
      style={isNarrow() ? undefined : at}
      ref={box}
      onKeyDown={onKeyDown}
    >
      <OptionField
        label={t('Search steps to add')}
        list={list}
        active={entries.length > 0 ? `${list}-${active}` : undefined}
        value={query}
        onType={type}
        onClose={onClose}
      />
      <Options list={list} groups={groups} active={active} onPick={pick} onPoint={moveTo} />
      {entries.length === 0 && <Nothing query={query} isLooking={isLooking} failed={failed} />}
      <div className="quick-foot">
        <IconLink size={16} stroke={1.75} aria-hidden />
        <Link to="/connectors">{t('Add an API')}</Link>
        <span className="grow" />
        {t('{count} found', { count: hits.length })}
      </div>
    </div>
  );
}

/** A line of the list: an operation to add, or an app to look into. */
type Entry = OperationHit | AppEntry;

function entriesOf({ hits, apps = [] }: Group): Entry[] {
  return [...apps, ...hits];
}

type OptionsProps = {
  list: string;
  groups: readonly Group[];
  active: number;
  onPick(entry: Entry): void;
  onPoint(at: number): void;
};

function Options({ list, groups, active, onPick, onPoint }: OptionsProps) {
  const chosen = useRef<HTMLDivElement>(null);
  const at = new Map(groups.flatMap(entriesOf).map((entry, index) => [entry, index]));
  // Keeps the chosen line in sight while the arrows move it. (In braces: newer browsers answer with a promise.)
  useEffect(() => {
    chosen.current?.querySelector(`[data-at="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div className="quick-list" role="listbox" id={list} aria-label={t('Steps')} ref={chosen}>
      {groups.map(({ title, hits, apps = [] }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group inside a listbox has no element of its own
        <div key={title} role="group" aria-label={title}>
          <div className="quick-heading" aria-hidden="true">
            {title}
          </div>
          {apps.map((app) => (
            <AppOption
              key={app.id}
              app={app}
              id={`${list}-${at.get(app)}`}
              at={at.get(app) ?? 0}
              isActive={at.get(app) === active}
              onPick={onPick}
              onPoint={onPoint}
            />
          ))}
          {hits.map((hit) => (
            <OperationOption
              key={lineKey(hit)}
              hit={hit}
              id={`${list}-${at.get(hit)}`}
              at={at.get(hit) ?? 0}
              isActive={at.get(hit) === active}
              onPick={onPick}
              onPoint={onPoint}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function Nothing({ query, isLooking, failed }: { query: string; isLooking: boolean; failed: boolean }) {
  if (isLooking) return <p className="quick-nothing">{t('Looking…')}</p>;
  if (failed)
    return <p className="quick-nothing">{t('The list of steps could not be loaded. Try again in a moment.')}</p>;
  return (
    <p className="quick-nothing">
      {query === '' ? t('No step can stand here.') : t('No step goes by “{query}”.', { query })}
    </p>
  );
}

function useCloseOutside(box: React.RefObject<HTMLElement | null>, onClose: () => void) {
  useEffect(() => {
    const onDown = (event: PointerEvent) => {
      if (event.target instanceof Node && box.current?.contains(event.target) === false) onClose();
    };
    document.addEventListener('pointerdown', onDown, true);
    return () => document.removeEventListener('pointerdown', onDown, true);
  }, [box, onClose]);
}
