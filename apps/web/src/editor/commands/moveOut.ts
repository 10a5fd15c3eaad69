import type { FlowDocument, StepId } from '@patchbay/flow';
import { tn } from '../../texts/t.ts';
import { type Command, selectSteps } from './command.ts';

type MoveOut = { from: FlowDocument; to: FlowDocument; call: StepId; count: number; name: string };

/** Puts what is left of a flow in its place once some of its steps stand in another. Only while it is still as it was. */
export function moveOut({ from, to, call, count, name }: MoveOut): Command {
  return {
    id: 'steps.moveOut',
    label: tn(count, 'move {count} step into “{name}”', 'move {count} steps into “{name}”', { name }),
    canRun: ({ flow }) => flow === from,
    run: () => ({ flow: to, selection: selectSteps(call) }),
  };
}
