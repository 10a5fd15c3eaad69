import {
  IconBraces,
  IconCalendar,
  IconFile,
  IconHash,
  IconLink,
  IconList,
  IconMail,
  IconSearch,
  IconToggleLeft,
  IconTypography,
  type TablerIcon,
} from '@tabler/icons-react';
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import { Kbd } from '../../../ui/Kbd.tsx';
import { Tile } from '../../../ui/Tile.tsx';
import { tileIcon } from '../../../ui/tileIcon.ts';
import { useCatalog } from '../../useEditor.ts';
import type { DataRow, ValueKind } from '../data/dataRows.ts';
import { emptyWords, sampleText } from '../data/sampleText.ts';
import { type ActiveField, useStepContext } from '../stepContext.ts';
import { dataGroupsFor } from './dataGroupsFor.ts';
import { referenceTo, type ShownGroup, searchGroups } from './groups.ts';
import { useGhost } from '../proposals/proposalsContext.ts';
import { likelyRow, soughtRow } from './likelyRow.ts';
import { MOMENTS, type Moment, soughtMoment } from './moments.ts';
import { PickerCable } from './PickerCable.tsx';
import { usePlace } from './usePlace.ts';
import { type InHand, useRowDrag } from './useRowDrag.ts';
import './picker.css';
import { T } from '../../../texts/T.tsx';
import { t, tn } from '../../../texts/t.ts';

export type PickerHandle = { ask(typed: string): void };

const ICONS: Record<ValueKind, TablerIcon> = {
  text: IconTypography,
  number: IconHash,
  date: IconCalendar,
  email: IconMail,
  link: IconLink,
  boolean: IconToggleLeft,
  list: IconList,
  object: IconBraces,
  file: IconFile,
  any: IconTypography,
};

const FROM = { try: t('last try'), example: 'example', sample: 'sample' };

type DataPickerProps = { field: ActiveField; onHide(): void; ref?: Ref<PickerHandle> };

/** The values of the steps before, beside the field that takes one. The row under the cursor holds out a cable to the field's socket. */
export function DataPicker({ field, onHide, ref }: DataPickerProps) {
  const id = useId();
  const picker = usePickerState(field, onHide);
  const drag = useRowDrag(onHide);
  const { query, flat, at, current, search, box } = picker;
  const place = usePlace(field.box);
  useImperativeHandle(ref, () => ({ ask: picker.ask }));
  return createPortal(
    <div className="picker-layer" data-picker>
      <div
        className="picker"
        role="dialog"
        aria-label={t('Data from earlier steps')}
        style={place}
        ref={box}
        onMouseDown={picker.keepFocus}
        onKeyDown={picker.onKeyDown}
      >
        <div className="picker-search">
          <IconSearch size={16} stroke={1.75} aria-hidden />
          <input
            ref={search}
            role="combobox"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={current && `${id}-${flat.indexOf(current)}`}
            aria-label={t('Search a name or a value')}
            placeholder={t('Search a name or a value')}
            value={query}
            onChange={(event) => picker.look(event.currentTarget.value)}
          />
          <Kbd>/</Kbd>
        </div>
        <PickerList id={id} picker={picker} drag={drag} />
        <PickerFoot onFormula={picker.putFormula} sought={picker.moment} />
      </div>
      {drag.inHand && <PlugInHand inHand={drag.inHand} />}
      {current && <PickerCable picker={box} field={field.box} watch={`${at}/${query}/${place?.left}/${place?.top}`} />}
    </div>,
    document.body,
  );
}

/** The value under the hand that drags it. */
function PlugInHand({ inHand: { label, x, y } }: { inHand: InHand }) {
  return (
    <span className="pill plug-in-hand" style={{ left: x + 8, top: y + 8 }} aria-hidden="true">
      <span className="to">{label}</span>
    </span>
  );
}

type ListProps = { id: string; picker: ReturnType<typeof usePickerState>; drag: ReturnType<typeof useRowDrag> };

function PickerList({ id, picker, drag }: ListProps) {
  const { query, groups, flat, current } = picker;
  return (
    <>
      {/* A list of nothing is no list to who hears it. */}
      <div
        className="picker-list"
        id={`${id}-list`}
        {...(flat.length > 0 && { role: 'listbox', 'aria-label': t('Values') })}
      >
        {groups.map((group) => (
          <GroupRows key={group.step.id} group={group}>
            {flat.map((entry, index) =>
              entry.group === group ? (
                <Row
                  key={entry.row.path.join('/')}
                  id={`${id}-${index}`}
                  row={entry.row}
                  isIndented={query === ''}
                  isOn={entry === current}
                  isCertain={group.from !== 'sample'}
                  onPoint={() => picker.setAt(index)}
                  onPick={() => drag.wasDragged() || picker.pick(entry)}
                  onHold={(event) =>
                    drag.start(event, {
                      label: entry.row.label,
                      value: () => referenceTo(entry.group, entry.row),
                    })
                  }
                />
              ) : null,
            )}
          </GroupRows>
        ))}
        {groups.length === 0 && <p className="picker-none">{noneSentence(query, picker.moment)}</p>}
      </div>
    </>
  );
}

function noneSentence(query: string, moment: Moment | undefined): string {
  if (moment !== undefined) return t('“{name}” stands below. Enter plugs it in.', { name: moment.title });
  if (query !== '') return t('Nothing is called, or holds, “{query}”.', { query });
  return t('Nothing comes before this step yet. Connect it to a step whose data it needs.');
}

function PickerFoot({ onFormula, sought }: { onFormula(source: string): void; sought: Moment | undefined }) {
  return (
    <>
      <div className="picker-foot">
        {t('When it runs')}
        <span className="grow" />
        {MOMENTS.map((moment) => (
          <FootLink
            key={moment.source}
            words={moment.title}
            isSought={moment === sought}
            onClick={() => onFormula(moment.source)}
          />
        ))}
      </div>
      <div className="picker-foot">
        <T
          text="{kbd}{kbd2} move {kbd3} plug in"
          kbd={<Kbd>↑</Kbd>}
          kbd2={<Kbd>↓</Kbd>}
          kbd3={<Kbd>{t('Enter')}</Kbd>}
        />{' '}
        <span className="grow" />
        <FootLink words={t('Formula')} onClick={() => onFormula('')} />
      </div>
    </>
  );
}

function FootLink({ words, isSought, onClick }: { words: string; isSought?: boolean; onClick(): void }) {
  return (
    <button type="button" className="link" data-sought={isSought || undefined} onClick={onClick}>
      {words}
    </button>
  );
}

type Entry = { group: ShownGroup; row: DataRow };

function usePickerState(field: ActiveField, onHide: () => void) {
  const { all, query, setQuery, groups, flat } = useGroups(field);
  const proposed = useGhost(field.path)?.proposal.from;
  const [at, setAt] = useState(() => likelyRow(flat, { label: field.label, proposed }));
  const search = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const typed = useRef('');
  const current: Entry | undefined = flat[Math.min(at, flat.length - 1)];
  // What no step gives is only meant where no step gives anything that is called so.
  const moment = flat.length === 0 ? soughtMoment(query) : undefined;
  const shown = `${at}/${query}`;
  useEffect(() => {
    if (shown !== '') box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  const { pick, putFormula } = puttingInto(field, onHide);
  const leave = () => {
    field.focus();
    if (typed.current !== '') field.insert(typed.current);
    typed.current = '';
    onHide();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) setAt(Math.max(0, Math.min(flat.length - 1, Math.min(at, flat.length - 1) + by)));
    else if (event.key === 'Enter' && moment !== undefined) putFormula(moment.source);
    else if (event.key === 'Enter') pick(current);
    else if (event.key === 'Escape') leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    query,
    groups,
    flat,
    at,
    current,
    moment,
    search,
    box,
    setAt,
    pick,
    onKeyDown,
    /** A press on the list leaves the keyboard where it is. */
    keepFocus(event: MouseEvent) {
      if (event.target !== search.current) event.preventDefault();
    },
    look(text: string) {
      setQuery(text);
      setAt(soughtRow(entriesOf(searchGroups(all, text)), text));
    },
    ask(slash: string) {
      typed.current = slash;
      search.current?.focus();
    },
    putFormula,
  };
}

/** What closes the picker again: a row of it, or a formula. */
function puttingInto(field: ActiveField, onHide: () => void) {
  return {
    pick(entry: Entry | undefined) {
      if (entry === undefined) return;
      field.insert(referenceTo(entry.group, entry.row));
      onHide();
    },
    putFormula(source: string) {
      field.insert({ kind: 'formula', source });
      onHide();
    },
  };
}

function useGroups(field: ActiveField) {
  const { flow, faceOf, samples, environmentFor, valuesFor, step } = useStepContext();
  const [query, setQuery] = useState('');
  const all = useMemo(
    () => dataGroupsFor({ flow, faceOf, samples, environmentFor, valuesFor, step }, field.path),
    [flow, faceOf, samples, environmentFor, valuesFor, step, field.path],
  );
  const groups = useMemo(() => searchGroups(all, query), [all, query]);
  const flat = useMemo(() => entriesOf(groups), [groups]);
  return { all, query, setQuery, groups, flat };
}

function entriesOf(groups: readonly ShownGroup[]): Entry[] {
  return groups.flatMap((group) => group.rows.map((row) => ({ group, row })));
}

function GroupRows({ group, children }: { group: ShownGroup; children: React.ReactNode }) {
  const { faceOf } = useStepContext();
  const { step } = group;
  const learnt = useCatalog().learntOf(step);
  const face = faceOf(step);
  return (
    // biome-ignore lint/a11y/useSemanticElements: groups of a listbox are no fieldset
    <div role="group" aria-label={step.name}>
      <div className="picker-group">
        <Tile
          name={face.connector.name}
          category={face.connector.category}
          icon={tileIcon(step.uses)}
          mark={face.connector.icon}
          size={20}
        />
        <span className="cut">{step.name}</span>
        <span className="n" title={group.mayBeMissing ? MISSING : undefined}>
          {group.mayBeMissing && <span className="missing">{t('may be missing')}</span>}
          {learnt !== undefined && <span title={LEARNT}>{learntWords(learnt.samples)}, </span>}
          {group.isItem ? t('this round') : FROM[group.from]}
        </span>
      </div>
      {children}
      {group.rows.length === 0 && <p className="picker-none">{t('It gives no values.')}</p>}
      {group.hidden > 0 && (
        <p className="picker-none">{t('{hidden} more: search for them.', { hidden: group.hidden })}</p>
      )}
    </div>
  );
}

const LEARNT = t('Its description does not say what it gives. These are the values it gave so far.');

function learntWords(samples: number): string {
  return tn(samples, 'learnt from {count} sample', 'learnt from {count} samples');
}

const MISSING = t('It stands on a way that need not have been taken. Then there is no value.');

type RowProps = {
  id: string;
  row: DataRow;
  isIndented: boolean;
  isOn: boolean;
  isCertain: boolean;
  onPoint(): void;
  onPick(): void;
  onHold(event: PointerEvent): void;
};

function Row({ id, row, isIndented, isOn, isCertain, onPoint, onPick, onHold }: RowProps) {
  const Icon = ICONS[row.kind];
  // What a mock makes up may lack what a run would bring: that it is missing, only an example or a run tells.
  const empty = row.sample === undefined && !isCertain ? undefined : emptyWords(row.sample);
  const above = isIndented ? '' : row.trail.slice(0, -1).join(' › ');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field has the keyboard for the whole list
    <div
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={isOn}
      className="picker-row"
      style={isIndented ? { paddingLeft: 8 + row.depth * 14 } : undefined}
      title={`${row.trail.join(' › ')}\n${row.path.join(' › ')}`}
      onPointerMove={isOn ? undefined : onPoint}
      onPointerDown={onHold}
      onClick={onPick}
    >
      <Icon size={14} stroke={1.75} aria-hidden />
      <span className="cut">
        {above !== '' && <span className="dim">{above} › </span>}
        {row.label}
      </span>
      <span className="v cut" data-empty={empty !== undefined || undefined}>
        {empty ?? sampleText(row.sample)}
      </span>
    </div>
  );
}
