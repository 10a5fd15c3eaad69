import { DONE, type Edge, ERROR, type FlowDocument, type Step, type StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import type { NewStep } from './card.ts';
import { type Command, selectSteps } from './command.ts';
import { withEdges, withSteps } from './edits.ts';

/** Makes a step do something else. Its place, its name and its wires stay; its inputs belonged to what it did before. */
export function replaceStep({ step: id, by }: { step: StepId; by: NewStep }): Command {
  return {
    id: 'steps.replace',
    label: t('replace with “{name}”', { name: by.name }),
    canRun: ({ flow }) => flow.steps[id] !== undefined && canStandIn(flow, id, by),
    run(state) {
      const before = state.flow.steps[id];
      if (before === undefined) return state;
      const { connection: _connection, ...rest } = before;
      const after: Step = { ...rest, uses: by.uses, inputs: by.inputs ?? {}, name: by.name, ...accountOf(by) };
      return { flow: rewired(withSteps(state.flow, [after]), id, by), selection: selectSteps(id) };
    },
  };
}

function accountOf({ connection }: NewStep): Pick<Step, 'connection'> {
  return connection === undefined ? {} : { connection };
}

/** A trigger has nothing before it, and what has steps inside stays a loop. */
function canStandIn(flow: FlowDocument, id: StepId, by: NewStep): boolean {
  const hasWireIn = Object.values(flow.edges).some(({ to }) => to === id);
  const hasInside = Object.values(flow.steps).some(({ parent }) => parent === id);
  return !(by.kind === 'trigger' && hasWireIn) && !(hasInside && by.kind !== 'forEach');
}

/** Wires from outlets the new operation does not have go on from its first one. */
function rewired(flow: FlowDocument, id: StepId, by: NewStep): FlowDocument {
  const outlets = new Set([...by.outlets.map(({ name }) => name), ERROR]);
  const first = by.outlets[0]?.name ?? DONE;
  const lost = Object.values(flow.edges).filter(({ from, outlet }) => from === id && !outlets.has(outlet));
  return withEdges(
    flow,
    lost.map((edge): Edge => ({ id: edge.id, from: edge.from, to: edge.to, outlet: first })),
  );
}
