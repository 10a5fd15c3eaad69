import '../../app/withoutEval.ts';
import { DOCUMENT_VERSION, type FlowDocument, newEdgeId, newStepId, type Step } from '@patchbay/flow';
import type { StartingStep } from './useStartFlow.ts';

const ROW = 108;

/** A flow with this step in it: by itself where it starts flows, else started by hand. */
export function flowWith(start: StartingStep): { name: string; document: FlowDocument; step: string } {
  const { connector, version, operation, title } = start;
  const uses = { connector, version, operation };
  if (start.kind === 'trigger') return finish([stepOf({ name: title, uses, row: 0 })], title);
  const byHand = { connector: 'core', version: '1', operation: 'manual' };
  return finish([stepOf({ name: 'Run by hand', uses: byHand, row: 0 }), stepOf({ name: title, uses, row: 1 })], title);
}

function stepOf({ name, uses, row }: Pick<Step, 'name' | 'uses'> & { row: number }): Step {
  return { id: newStepId(name, Math.random), name, uses, inputs: {}, position: { x: 0, y: row * ROW } };
}

function finish(steps: readonly Step[], name: string): { name: string; document: FlowDocument; step: string } {
  const [first, second] = steps;
  const edge = first && second && { id: newEdgeId(Math.random), from: first.id, outlet: 'done', to: second.id };
  return {
    name,
    step: (second ?? first)?.id ?? '',
    document: {
      version: DOCUMENT_VERSION,
      steps: Object.fromEntries(steps.map((step) => [step.id, step])),
      edges: edge === undefined ? {} : { [edge.id]: edge },
      notes: {},
    },
  };
}
