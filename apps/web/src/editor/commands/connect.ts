import { downstreamOf, type Edge, type FlowDocument, type StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import type { Command } from './command.ts';
import { isWired, withEdges } from './edits.ts';

/** A wire from a step's outlet to another step. Does nothing where `whyNot` has an answer. */
export function connect(wire: Pick<Edge, 'from' | 'outlet' | 'to'>): Command {
  return {
    id: 'edges.connect',
    label: t('connect two steps'),
    canRun: ({ flow }) => whyNot(flow, wire) === undefined,
    run: (state, ids) => ({ ...state, flow: withEdges(state.flow, [{ id: ids.edge(), ...wire }]) }),
  };
}

/** Why these two steps cannot be wired, as a sentence; nothing when they can. Whether `to` is a trigger the caller knows. */
export function whyNot(flow: FlowDocument, wire: { from: StepId; outlet: string; to: StepId }): string | undefined {
  const from = flow.steps[wire.from];
  const to = flow.steps[wire.to];
  if (from === undefined || to === undefined) return t('One of the two steps is gone.');
  if (from.id === to.id) return t('A step cannot lead to itself.');
  if (from.parent !== to.parent) return t('A wire cannot cross the frame of a loop.');
  if (isWired(flow, wire)) return t('These two are connected already.');
  if (downstreamOf(flow, to.id).has(from.id)) return t('That would make a circle: steps run from top to bottom.');
  return undefined;
}
