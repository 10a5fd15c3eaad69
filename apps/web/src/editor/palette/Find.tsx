import type { Step, StepId } from '@patchbay/flow';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { t } from '../../texts/t.ts';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { useFocusBack } from '../../ui/useFocusBack.ts';
import type { EditorCatalog } from '../document/createCatalog.ts';
import { fieldsOf } from '../inspector/form/fieldsOf.ts';
import { useCatalog, useEditor } from '../useEditor.ts';
import { useBackCloses } from '../../ui/useBackCloses.ts';
import { movedBy, OptionField } from './OptionField.tsx';
import { foldedText } from '../../ui/foldedText.ts';

/** Something Find can do besides jumping to a step. */
type Deed = { words: string; shortcut?: string; run(): void };

export type FindProps = {
  deeds: readonly Deed[];
  onGoTo(step: StepId): void;
  onField(step: StepId, field: readonly string[]): void;
  onClose(): void;
};

type Found = { key: string; words: string; aside: string; tile?: React.ReactNode; run(): void };

const MOST = 50;

/** Finds steps by name, connector or operation, their fields by name, and what can be done here by its words. */
export function Find({ onClose, ...sources }: FindProps) {
  useBackCloses(onClose);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = useFound(query, sources);
  const active = Math.min(chosen, Math.max(0, found.length - 1));
  const box = useRef<HTMLDivElement>(null);
  useFocusBack(box);
  useEffect(() => {
    box.current?.querySelector(`[data-at="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const take = (item: Found) => {
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const item = found[active];
    const next = movedBy(event.key, active, found.length);
    if (next !== undefined) setChosen(next);
    else if (event.key === 'Enter' && item !== undefined) take(item);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="quick-add find"
      role="dialog"
      aria-label={t('Find in this flow')}
      ref={box}
      onKeyDown={onKeyDown}
      onBlur={(event) =>
        event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget) && onClose()
      }
    >
      <OptionField
        label={t('Find steps and actions')}
        list="find-list"
        active={found.length > 0 ? `find-${active}` : undefined}
        value={query}
        onType={(text) => {
          setQuery(text);
          setChosen(0);
        }}
        onClose={onClose}
      />
      <FoundList found={found} active={active} onTake={take} />
      {found.length === 0 && <p className="quick-nothing">{t('Nothing here goes by “{query}”.', { query })}</p>}
    </div>
  );
}

function FoundList({ found, active, onTake }: { found: readonly Found[]; active: number; onTake(item: Found): void }) {
  return (
    <div className="quick-list" role="listbox" id="find-list" aria-label={t('Steps and actions')}>
      {found.map((item, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: focus and keys stay in the search field
        // biome-ignore lint/a11y/useFocusableInteractive: focus and keys stay in the search field
        <div
          key={item.key}
          id={`find-${at}`}
          data-at={at}
          role="option"
          aria-selected={at === active}
          className="quick-option"
          onClick={() => onTake(item)}
        >
          {item.tile}
          <span className="grow cut">{item.words}</span>
          <span className="small dim">{item.aside}</span>
        </div>
      ))}
    </div>
  );
}

function useFound(query: string, { deeds, onGoTo, onField }: Omit<FindProps, 'onClose'>): Found[] {
  const steps = useEditor((state) => state.flow.steps);
  const catalog = useCatalog();
  const words = foldedText(query.trim()).split(/\s+/).filter(Boolean);
  const isMeant = (text: string) => words.every((word) => foldedText(text).includes(word));
  const found = Object.values(steps).flatMap((step): Found[] => {
    const face = catalog.face(step.uses);
    if (!isMeant(`${step.name} ${face.connector.name} ${face.title}`)) return [];
    const { name, category, id, icon: mark } = face.connector;
    const icon = tileIcon({ connector: id, operation: step.uses.operation });
    const tile = <Tile name={name} category={category} icon={icon} mark={mark} size={28} />;
    return [{ key: step.id, words: step.name, aside: name, tile, run: () => onGoTo(step.id) }];
  });
  const doable = deeds
    .filter((deed) => isMeant(deed.words))
    .map((deed): Found => ({ key: deed.words, words: deed.words, aside: deed.shortcut ?? '', run: deed.run }));
  const fields = words.length === 0 ? [] : Object.values(steps).flatMap((step) => fieldsIn(step, catalog));
  const meant = fields
    .filter(({ title, step }) => isMeant(`${title} ${step.name}`) && !isMeant(step.name))
    .map(({ title, name, step }): Found => {
      const run = () => onField(step.id, [name]);
      return { key: `${step.id}/${name}`, words: title, aside: t('Field of {name}', { name: step.name }), run };
    });
  return [...found.slice(0, MOST), ...meant.slice(0, MOST), ...doable];
}

type FoundField = { name: string; title: string; step: Step };

/** The fields of a step's form, by the names a person sees. */
function fieldsIn(step: Step, catalog: EditorCatalog): FoundField[] {
  const input = catalog.find(step.uses)?.input;
  return input === undefined ? [] : fieldsOf(input).map(({ name, title }) => ({ name, title, step }));
}
