import type { Operation } from '@patchbay/connector';
import type { FlowDocument, Step } from '@patchbay/flow';
import { flow, testOperations, withStep } from '@patchbay/flow/testing';
import { compile, type OperationCatalog } from '../compile.ts';
import type { Plan } from '../plan.ts';

/** What a drawn step is beside its name: the operation of `testOperationCatalog` it uses, its inputs, its retry policy. */
export type StepChanges = Partial<Pick<Step, 'inputs' | 'retry' | 'connection' | 'disabled' | 'timeoutMs'>> & {
  operation?: string;
};

/** Operations of the connector `test`: those of every kind, calls safe to repeat, and `unsafe`, `keyed`, `byMethod` and `list` calls. */
const operations: Readonly<Record<string, Operation>> = {
  ...Object.fromEntries(
    Object.entries(testOperations).map(([name, operation]) => [
      name,
      { ...operation, effect: 'none', repeat: 'natural' },
    ]),
  ),
  unsafe: { title: 'Unsafe call', kind: 'call', effect: 'send', repeat: 'unsafe', input: true, output: true },
  keyed: { title: 'Call with a key', kind: 'call', effect: 'create', repeat: 'key', input: true, output: true },
  approval: {
    title: 'Approval',
    kind: 'wait',
    wait: 'approval',
    effect: 'none',
    repeat: 'natural',
    input: true,
    output: true,
    outlets: ['approved', 'declined', 'timeout'].map((name) => ({ name, label: name })),
  },
  list: {
    title: 'List',
    kind: 'call',
    effect: 'read',
    repeat: 'natural',
    input: true,
    output: true,
    paging: { style: 'link', items: '' },
  },
  byMethod: { title: 'Request', kind: 'call', effect: 'send', repeat: 'by-method', input: true, output: true },
};

export const testOperationCatalog: OperationCatalog = {
  find: ({ connector, operation }) => (connector === 'test' ? operations[operation] : undefined),
};

/**
 * A plan in the words a reader would draw: `plan('order -> ask', 'ask -yes-> ship', 'each/send')`. Starts are triggers, what
 * has `yes` or `no` is a branch, what has steps inside is a loop, the rest are calls that are safe to repeat.
 */
export function plan(...lines: string[]): Plan {
  return planOf(flow(...lines));
}

/** The plan of a drawn flow, with some of its steps changed. */
export function planOf(document: FlowDocument, changes: Readonly<Record<string, StepChanges>> = {}): Plan {
  let changed = document;
  for (const [id, { operation, ...rest }] of Object.entries(changes)) {
    const uses = operation === undefined ? {} : { uses: { connector: 'test', version: '1', operation } };
    changed = withStep(changed, id, { ...rest, ...uses });
  }
  const result = compile(changed, testOperationCatalog);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.plan;
}
