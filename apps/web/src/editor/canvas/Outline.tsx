import type { StepId } from '@patchbay/flow';
import { IconChevronDown, IconChevronRight, IconPlus, IconX } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import type { Place } from '../commands/placeStep.ts';
import { StepState } from './StepState.tsx';
import type { CanvasView, StepView } from './toCanvas.ts';
import './outline.css';
import { t } from '../../texts/t.ts';

export type OutlineProps = {
  view: CanvasView;
  isReadOnly: boolean;
  onGoTo(step: StepId): void;
  onAdd(place: Place, anchor: Element): void;
  onFold(fold: { frame: StepId; folded: boolean }): void;
  onClose(): void;
};

/** The flow as a list, in the order it runs: the same steps, the same selection, for those who would rather read than look. */
export function Outline({ view, isReadOnly, onGoTo, onAdd, onFold, onClose }: OutlineProps) {
  const rows = outlineRows(view);
  return (
    <nav className="outline" aria-label={t('Outline')}>
      <div className="outline-head">
        <h2>{t('Outline')}</h2>
        <IconButton
          small
          label={t('Close the outline')}
          icon={<IconX size={16} stroke={1.75} aria-hidden />}
          onClick={onClose}
        />
      </div>
      {rows.length === 0 && <p className="muted">{t('No steps yet.')}</p>}
      <ol>
        {rows.map(({ step, depth, ways }) => (
          <li key={step.id} style={{ paddingLeft: 8 + depth * 20 }} data-selected={step.isSelected || undefined}>
            <button type="button" aria-current={step.isSelected ? 'step' : undefined} onClick={() => onGoTo(step.id)}>
              <Tile
                name={step.face.connector.name}
                category={step.face.connector.category}
                icon={tileIcon({ connector: step.face.connector.id, operation: step.operation })}
                mark={step.face.connector.icon}
                size={20}
              />
              <span className="cut">
                {ways !== '' && <span className="dim">{ways}: </span>}
                {step.name}
                {step.folded !== undefined && (
                  <span className="dim">
                    {' · '}
                    {step.folded.words}
                  </span>
                )}
                {step.problem !== undefined && <span className="sr-only">. {step.problem}</span>}
              </span>
              <StepState view={step} />
            </button>
            {isFrame(step) && <FoldRow step={step} onFold={onFold} />}
            {!isReadOnly && (
              <IconButton
                small
                label={t('Add a step after {name} here', { name: step.name })}
                icon={<IconPlus size={14} stroke={2} aria-hidden />}
                onClick={(event: MouseEvent<HTMLButtonElement>) => onAdd(placeAfter(step, view), event.currentTarget)}
              />
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function FoldRow({ step: { id, name, folded }, onFold }: { step: StepView; onFold: OutlineProps['onFold'] }) {
  const isFolded = folded !== undefined;
  const Icon = isFolded ? IconChevronRight : IconChevronDown;
  return (
    <IconButton
      small
      label={t('{value} {name} here', { value: isFolded ? t('Unfold') : t('Fold'), name })}
      icon={<Icon size={14} stroke={2} aria-hidden />}
      onClick={() => onFold({ frame: id, folded: !isFolded })}
    />
  );
}

function isFrame({ kind, isEmpty, folded }: StepView): boolean {
  return folded !== undefined || (kind === 'loop' && !isEmpty);
}

type Row = { step: StepView; depth: number; ways: string };

/** Every step once, what stands in a loop right below it. `ways` says by which named outlets a step is reached. */
function outlineRows({ steps, edges }: CanvasView): Row[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const inside = Map.groupBy(steps, ({ parent }) => parent);
  const into = Map.groupBy(edges, ({ to }) => to);
  const wayInto = (id: StepId) =>
    (into.get(id) ?? []).flatMap(({ from, outlet }) => wayWords(byId.get(from), outlet)).join(' or ');
  const rowsIn = (parent: StepId | undefined, depth: number): Row[] =>
    (inside.get(parent) ?? []).flatMap((step) => [
      { step, depth, ways: wayInto(step.id) },
      ...(depth < 20 && step.kind === 'loop' ? rowsIn(step.id, depth + 1) : []),
    ]);
  return rowsIn(undefined, 0);
}

function wayWords(from: StepView | undefined, outlet: string): string[] {
  if (outlet === 'error') return [t('if it fails')];
  if (from === undefined || from.outlets.length < 2) return [];
  return from.outlets.filter(({ name }) => name === outlet).map(({ label }) => label.toLowerCase());
}

/** Into its only wire where it has one, else after its first free way on. */
function placeAfter(step: StepView, { edges }: CanvasView): Place {
  const free = step.ends[0];
  const wire = edges.find(({ from, outlet, isInside }) => from === step.id && outlet !== 'error' && !isInside);
  if (free === undefined && wire !== undefined) return { kind: 'edge', edge: wire.id };
  return { kind: 'after', from: step.id, outlet: free ?? 'done' };
}
