import type { StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import type { CanvasView, StepView } from './toCanvas.ts';

/** A step in the outline: how deep it stands, and its place among those that stand in the same frame. */
export type OutlineRow = {
  step: StepView;
  depth: number;
  /** By which named outlets it is reached. */
  ways: string;
  place: number;
  of: number;
};

const DEEPEST = 20;

/** Every step once, what stands in a frame right below it. */
export function outlineRows({ steps, edges }: CanvasView): OutlineRow[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const inside = Map.groupBy(steps, ({ parent }) => parent);
  const into = Map.groupBy(edges, ({ to }) => to);
  const wayInto = (id: StepId) =>
    (into.get(id) ?? []).flatMap(({ from, outlet }) => wayWords(byId.get(from), outlet)).join(t(' or '));
  const rowsIn = (parent: StepId | undefined, depth: number): OutlineRow[] => {
    const here = inside.get(parent) ?? [];
    return here.flatMap((step, at) => [
      { step, depth, ways: wayInto(step.id), place: at + 1, of: here.length },
      ...(depth < DEEPEST && step.kind === 'loop' ? rowsIn(step.id, depth + 1) : []),
    ]);
  };
  return rowsIn(undefined, 0);
}

function wayWords(from: StepView | undefined, outlet: string): string[] {
  if (outlet === 'error') return [t('if it fails')];
  if (from === undefined || from.outlets.length < 2) return [];
  return from.outlets.filter(({ name }) => name === outlet).map(({ label }) => label.toLowerCase());
}

/** Whether steps stand in it that the outline shows below it, or hides; undefined for what holds none. */
export function isUnfolded({ kind, isEmpty, folded }: StepView): boolean | undefined {
  if (folded !== undefined) return false;
  return kind === 'loop' && !isEmpty ? true : undefined;
}
