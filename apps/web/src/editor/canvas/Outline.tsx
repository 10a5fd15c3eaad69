import type { StepId } from '@patchbay/flow';
import { IconChevronDown, IconChevronRight, IconDots, IconPlus, IconX } from '@tabler/icons-react';
import { memo, type MouseEvent, Suspense, useRef, useState } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { useFocusBack } from '../../ui/useFocusBack.ts';
import type { Place } from '../commands/placeStep.ts';
import { InCompany } from '../company/InCompany.tsx';
import { HereMarks, OutlineNotes } from '../lazyPanels.ts';
import { isUnfolded, type OutlineRow, outlineRows } from './outlineRows.ts';
import { StepState, stateName } from './StepState.tsx';
import type { CanvasView, StepView } from './toCanvas.ts';
import { useOutlineKeys } from './useOutlineKeys.ts';
import './outline.css';
import { t } from '../../texts/t.ts';

export type OutlineProps = {
  title: string;
  view: CanvasView;
  isReadOnly: boolean;
  onGoTo(step: StepId): void;
  onAdd(place: Place, anchor: Element): void;
  onFold(fold: { frame: StepId; folded: boolean }): void;
  /** Opens all that can be done with a step, below a button. */
  onMenu(step: StepId, button: DOMRect): void;
  onClose(): void;
};

/** The flow as a tree, in the order it runs: the same steps, the same selection, for those who would rather read than look. */
export function Outline({ title, view, onClose, ...rest }: OutlineProps) {
  const rows = outlineRows(view);
  const box = useRef<HTMLElement>(null);
  useFocusBack(box);
  return (
    <nav className="outline" aria-label={t('Outline')} ref={box}>
      <div className="outline-head">
        <h2>{title}</h2>
        <IconButton
          small
          label={t('Close the outline')}
          icon={<IconX size={16} stroke={1.75} aria-hidden />}
          onClick={onClose}
        />
      </div>
      {rows.length === 0 ? <p className="muted">{t('No steps yet.')}</p> : <Tree rows={rows} view={view} {...rest} />}
      {view.notes.length > 0 && (
        <Suspense>
          <OutlineNotes notes={view.notes} isReadOnly={rest.isReadOnly} />
        </Suspense>
      )}
    </nav>
  );
}

type TreeProps = Omit<OutlineProps, 'title' | 'onClose'> & { rows: readonly OutlineRow[] };

/** One row is a stop of the Tab key, with its buttons: the one that had the keyboard last, else the picked one. */
function Tree({ rows, ...rest }: TreeProps) {
  const [last, setLast] = useState<string>();
  const has = (id: string | undefined) => rows.some(({ step }) => step.id === id);
  const picked = rows.filter(({ step }) => step.isSelected);
  const stop = has(last) ? last : (picked[0] ?? rows[0])?.step.id;
  const onKeyDown = useOutlineKeys(rows, {
    onGoTo: (at) => rows[at] && rest.onGoTo(rows[at].step.id),
    onFold: (at, folded) => rows[at] && rest.onFold({ frame: rows[at].step.id, folded }),
  });
  return (
    <div
      role="tree"
      aria-label={t('Steps')}
      aria-multiselectable={picked.length > 1 || undefined}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => setLast(target.closest<HTMLElement>('.outline-row')?.dataset.id)}
    >
      {rows.map((row) => (
        <TreeRow key={row.step.id} row={row} isStop={row.step.id === stop} {...rest} />
      ))}
    </div>
  );
}

type RowProps = Omit<OutlineProps, 'title' | 'onClose'> & { row: OutlineRow; isStop: boolean };

const TreeRow = memo(function TreeRow({ row, isStop, view, isReadOnly, onGoTo, onAdd, onFold, onMenu }: RowProps) {
  const { step, depth, ways, place, of } = row;
  const { id, name } = step;
  const tabIndex = isStop ? 0 : -1;
  const unfolded = isUnfolded(step);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys of its rows
    <div
      role="treeitem"
      className="outline-row"
      tabIndex={tabIndex}
      aria-level={depth + 1}
      aria-posinset={place}
      aria-setsize={of}
      aria-expanded={unfolded}
      aria-selected={step.isSelected}
      data-id={id}
      data-inside={depth > 0 || undefined}
      data-selected={step.isSelected || undefined}
      data-lit={step.overlay?.status === 'succeeded' || undefined}
      data-state={stateName(step)}
      style={{ paddingLeft: 8 + depth * 20 }}
      onClick={({ target }) => target instanceof Element && target.closest('button') === null && onGoTo(id)}
    >
      {/* Its name begins with it; as a label it would have to hold every word that is seen in the row. */}
      <span className="sr-only">{ways === '' ? step.label : `${ways}: ${step.label}`}</span>
      <RowFace row={row} />
      {unfolded !== undefined && <FoldRow step={step} tabIndex={tabIndex} onFold={onFold} />}
      {!isReadOnly && (
        <>
          <IconButton
            small
            tabIndex={tabIndex}
            label={t('Add a step after {name} here', { name })}
            icon={<IconPlus size={14} stroke={2} aria-hidden />}
            onClick={(event: MouseEvent<HTMLButtonElement>) => onAdd(placeAfter(step, view), event.currentTarget)}
          />
          <IconButton
            small
            tabIndex={tabIndex}
            label={t('More for {name}', { name })}
            aria-haspopup="menu"
            icon={<IconDots size={16} stroke={2} aria-hidden />}
            onClick={(event: MouseEvent<HTMLButtonElement>) => onMenu(id, event.currentTarget.getBoundingClientRect())}
          />
        </>
      )}
    </div>
  );
});

/** What a row shows; it says the same by its name. */
function RowFace({ row: { step, ways } }: { row: OutlineRow }) {
  const { connector } = step.face;
  return (
    <span className="outline-face" aria-hidden="true">
      <span className="outline-jack" />
      <Tile
        name={connector.name}
        category={connector.category}
        icon={tileIcon({ connector: connector.id, operation: step.operation })}
        mark={connector.icon}
        size={28}
      />
      <span className="grow">
        <span className="cut">
          {ways !== '' && <span className="dim">{ways}: </span>}
          <b dir="auto">{step.name}</b>
        </span>
        <RowLine step={step} />
      </span>
      <InCompany>
        <HereMarks stepId={step.id} />
      </InCompany>
      <StepState view={step} />
    </span>
  );
}

/** Below the name: what became of it in a run, why it needs a look, or what it does and with which account. */
function RowLine({ step: { overlay, problem, folded, isOff, what, account } }: { step: StepView }) {
  const told = overlay && (overlay.line ?? overlay.why ?? overlay.result ?? overlay.timeText);
  const plain = folded?.words ?? [what, account].filter(Boolean).join(' · ');
  const text = isOff ? t('Switched off') : (told ?? (overlay === undefined ? problem : undefined) ?? plain);
  const isTrouble = !isOff && overlay === undefined && problem !== undefined;
  if (text === '') return null;
  return (
    <span className="outline-line cut" data-tone={isTrouble ? 'warning' : undefined} title={text}>
      {text}
    </span>
  );
}

type FoldProps = { step: StepView; tabIndex: number; onFold: OutlineProps['onFold'] };

function FoldRow({ step: { id, name, folded }, tabIndex, onFold }: FoldProps) {
  const isFolded = folded !== undefined;
  const Icon = isFolded ? IconChevronRight : IconChevronDown;
  return (
    <IconButton
      small
      tabIndex={tabIndex}
      label={t('{value} {name} here', { value: isFolded ? t('Unfold') : t('Fold'), name })}
      icon={<Icon size={14} stroke={2} aria-hidden />}
      onClick={() => onFold({ frame: id, folded: !isFolded })}
    />
  );
}

/** Into its only wire where it has one, else after its first free way on. */
function placeAfter(step: StepView, { edges }: CanvasView): Place {
  const free = step.ends[0];
  const wire = edges.find(({ from, outlet, isInside }) => from === step.id && outlet !== 'error' && !isInside);
  if (free === undefined && wire !== undefined) return { kind: 'edge', edge: wire.id };
  return { kind: 'after', from: step.id, outlet: free ?? 'done' };
}
