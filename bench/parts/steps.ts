import { readBuiltIn } from '../../apps/server/src/connectors/builtIns.ts';
import { drawFlow, formula, object, ref, type StepSpec } from '../../e2e/support/drawFlow.ts';
import { advance, compile, loadPlan } from '../../packages/execution/src/index.ts';
import { memoryJournal } from '../../packages/execution/src/testing/memoryJournal.ts';
import { FlowDocument, StepId } from '../../packages/flow/src/index.ts';
import { respond, webhook } from '../flows.ts';
import { type Measured, measure, median } from '../measure.ts';
import type { Options } from '../options.ts';
import type { Case } from '../payloads.ts';
import { number, type Result } from '../report.ts';
import { openStage } from '../stage.ts';

const FEW = 100;
const MANY = 1_000;
const TIMES = 15;
const MOST_START_MS = 50;
const MOST_GROWTH = 11;

/** A chain of so many steps: every one keeps a field of the one before it and adds to another. */
function chain(steps: number) {
  const middle = Array.from({ length: steps - 2 }, (_, index): StepSpec => {
    const before = index === 0 ? 'order.body' : `s${index - 1}`;
    const fields = object({ name: ref(`${before}.name`), total: formula(`${before}.total + 1`) });
    return { id: `s${index}`, operation: 'setFields', inputs: { fields } };
  });
  const last = `s${steps - 3}`;
  const lines = middle.map(({ id }, index) => `${index === 0 ? 'order' : `s${index - 1}`} -> ${id}`);
  return drawFlow(
    [webhook({ name: 'Ada', total: 1 }), ...middle, respond('answer', ref(last))],
    ...lines,
    `${last} -> answer`,
  );
}

const caseOf = (steps: number, connections: number): Case => ({
  name: `${steps} steps`,
  title: '',
  body: { name: 'Ada', total: 1 },
  expect: { name: 'Ada', total: steps - 1 },
  connections,
});

/** What the number of steps costs: before the first run, and in each. */
export async function measureSteps({ seconds, connections }: Options): Promise<Result> {
  const startMs = await startsIn();
  const stage = await openStage();
  try {
    const spent: Measured[] = [];
    for (const steps of [FEW, MANY]) {
      const { url } = await stage.publish(`${steps} steps`, chain(steps));
      const target = { url, pids: [stage.patchbay.pid, stage.postgresPid] };
      spent.push(await measure(target, caseOf(steps, Math.min(10, connections)), seconds));
    }
    return { rows: rowsOf(startMs, spent), facts: { startMs, few: spent[0], many: spent[1] } };
  } finally {
    await stage.stop();
  }
}

/** From a document to a run that has been through all its steps and stands in the journal; the median, in milliseconds. */
async function startsIn(): Promise<number> {
  const document = FlowDocument.parse(chain(MANY));
  const core = readBuiltIn('core');
  const catalog = { find: ({ operation }: { operation: string }) => core?.operations[operation] };
  const took: number[] = [];
  for (let i = 0; i < TIMES; i++) {
    const since = performance.now();
    const compiled = compile(document, catalog);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics.slice(0, 3)));
    const started = { type: 'run.started', at: 0, mode: 'live', payload: { body: { name: 'Ada', total: 1 } } } as const;
    const outcome = await advance({
      runId: 'run',
      plan: loadPlan(compiled.plan),
      history: { events: [{ ...started, trigger: StepId.parse('order') }], committed: 0 },
      ports: {
        journal: memoryJournal().journal,
        clock: { now: Date.now },
        random: Math.random,
        operations: {
          compute: ({ step, input }) => ({
            outlet: 'done',
            output: core?.operations[step.operation]?.perform?.(input),
          }),
          call: () => Promise.reject(new Error('Nothing is called here.')),
        },
      },
    });
    if (outcome.kind !== 'finished' || outcome.outcome !== 'succeeded') throw new Error(JSON.stringify(outcome));
    took.push(performance.now() - since);
  }
  return median(took);
}

function rowsOf(startMs: number, [few, many]: readonly Measured[]): Result['rows'] {
  const growth = (many?.cpuMsPerRun ?? Number.NaN) / (few?.cpuMsPerRun ?? Number.NaN);
  return [
    {
      part: 'steps',
      work: `a flow of ${number(MANY)} steps: checked, compiled, started and through`,
      measured: `${number(startMs, 1)} ms`,
      bar: `at most ${MOST_START_MS} ms`,
      isMet: startMs <= MOST_START_MS,
    },
    {
      part: 'steps',
      work: `a run of ${number(MANY)} steps beside one of ${FEW}`,
      measured: `${number(many?.cpuMsPerRun, 2)} ms CPU beside ${number(few?.cpuMsPerRun, 2)}: ${number(growth, 1)} times`,
      bar: `at most ${MOST_GROWTH} times`,
      isMet: Number.isNaN(growth) ? undefined : growth <= MOST_GROWTH,
    },
  ];
}
