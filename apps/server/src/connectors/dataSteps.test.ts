import { advance, compile, foldRun, loadPlan, type PlannedStep, type RunEvent } from '@patchbay/execution';
import { memoryJournal } from '@patchbay/execution/testing';
import { check, FlowDocument, type Mapping, outputSchemaOf, StepId } from '@patchbay/flow';
import { describe, expect, it } from 'vitest';
import { readBuiltIn } from './builtIns.ts';

const catalog = {
  find: (uses: { connector: string; operation: string }) => readBuiltIn(uses.connector)?.operations[uses.operation],
};
const literal = (value: unknown): Mapping => ({ kind: 'literal', value: value as never });
const formula = (source: string): Mapping => ({ kind: 'formula', source });

type Steps = Record<string, { uses: string; inputs: Record<string, Mapping> }>;

/** Steps one after another, in the order they are written. */
function chain(steps: Steps): FlowDocument {
  const ids = Object.keys(steps);
  const drawn = Object.entries(steps).map(([id, { uses, inputs }]) => {
    const [connector, operation] = uses.split('/');
    return [id, { id, name: id, uses: { connector, version: '1', operation }, inputs, position: { x: 0, y: 0 } }];
  });
  const edges = ids.slice(1).map((to, at) => [`e${at}`, { id: `e${at}`, from: ids[at], outlet: 'done', to }]);
  return FlowDocument.parse({
    version: 1,
    steps: Object.fromEntries(drawn),
    edges: Object.fromEntries(edges),
    notes: {},
  });
}

/** An export of orders is read, narrowed, summed up by country and written as a table. */
const report = (csv: string, condition: unknown = { field: 'status', comparison: 'is', value: 'paid' }) =>
  chain({
    start: { uses: 'core/manual', inputs: { example: literal({ csv }) } },
    read: {
      uses: 'data/readCsv',
      inputs: {
        source: formula('start.csv'),
        values: literal('detect'),
        example: literal([{ number: 1042, country: 'DE', status: 'paid', total: 99.5 }]),
      },
    },
    paid: { uses: 'lists/filter', inputs: { items: formula('read.rows'), conditions: literal([condition]) } },
    once: { uses: 'lists/unique', inputs: { items: formula('paid.items'), by: literal(['number']) } },
    sums: {
      uses: 'lists/summarise',
      inputs: {
        items: formula('once.items'),
        groupBy: literal(['country']),
        figures: literal([{ figure: 'sum', field: 'total', as: 'total' }, { figure: 'count' }]),
      },
    },
    order: {
      uses: 'lists/sort',
      inputs: { items: formula('sums.groups'), by: literal([{ field: 'total', order: 'descending' }]) },
    },
    table: { uses: 'data/makeCsv', inputs: { rows: formula('order.items'), lineEnd: literal('lf') } },
    print: { uses: 'crypto/hash', inputs: { source: formula('table.text'), algorithm: literal('md5') } },
  });

const csv = 'number,country,status,total\n1,DE,paid,0.1\n2,FR,paid,7\n2,FR,paid,7\n3,DE,paid,0.2\n4,DE,open,50\n';

const performed = ({ step, input }: { step: PlannedStep; input: unknown }) => ({
  outlet: 'done',
  output: catalog.find(step)?.perform?.(input),
});

async function run(document: FlowDocument, payload: unknown) {
  const compiled = compile(document, catalog);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  const memory = memoryJournal();
  const events = memory.eventsOf('run');
  events.push({ type: 'run.started', at: 0, trigger: StepId.parse('start'), payload, mode: 'live' } as RunEvent);
  const plan = loadPlan(compiled.plan);
  const outcome = await advance({
    runId: 'run',
    plan,
    ports: {
      journal: memory.journal,
      clock: { now: () => 0 },
      random: () => 0.5,
      operations: {
        compute: performed,
        // Steps that may be given files; here they are given none.
        call: async (request) => performed(request),
      },
    },
  });
  return { outcome, events, state: foldRun(plan, events) };
}

describe('data steps in a flow', () => {
  it('are without problems as a person fills them in', () => {
    expect(check(report(csv), catalog)).toEqual([]);
  });

  it('hand the type of a list on, so that a field that is not there is noticed before a run', () => {
    const typed = outputSchemaOf(report(csv), catalog, StepId.parse('once'));
    expect(JSON.stringify(typed)).toContain('"country"');
    const wrong = report(csv);
    const print = wrong.steps[StepId.parse('print')];
    Object.assign(print?.inputs ?? {}, { source: formula('once.items[0].cuontry') });
    expect(
      check(wrong, catalog)
        .map(({ message }) => message)
        .join(),
    ).toContain('cuontry');
  });

  it('work one after another in a run', async () => {
    const { outcome, events } = await run(report(csv), { csv });
    expect(outcome).toMatchObject({ kind: 'finished' });
    const outputs = events.flatMap((event) => (event.type === 'step.succeeded' ? [event.output] : []));
    expect(outputs).toContainEqual({ text: 'country,total,count\nFR,7,1\nDE,0.3,2', count: 2 });
  });

  it('end a run in words where their input is wrong', async () => {
    const { events } = await run(report(csv), { csv: 'number,country\n"1' });
    expect(events).toContainEqual(
      expect.objectContaining({
        failure: expect.objectContaining({
          code: 'csv_broken',
          message: expect.stringContaining('Line 2 of the CSV is broken'),
        }),
      }),
    );
  });
});
