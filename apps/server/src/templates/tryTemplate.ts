import {
  advance,
  compile,
  JournalConflict,
  type LoadedPlan,
  loadPlan,
  type Operations,
  type RunEvent,
  type RunView,
  viewRun,
} from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import type { CatalogSource } from '../connectors/connectorStore.ts';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { newRunId } from '../runs/newRunId.ts';
import { withoutAccounts } from '../runs/withoutAccounts.ts';
import type { TableHands } from '../worker/hosted/tables.ts';
import { catalogOf } from './broughtTables.ts';
import { SampleTables } from './SampleTables.ts';
import { startOf, withValues } from './startValues.ts';
import { type TriedTemplate, tellTry } from './tellTry.ts';
import { findTemplate } from './templates.ts';

/** Longer than any template takes; a mistake in one must not hold a request. */
const MOST_MS = 10_000;
const MOST_RESTS = 20;

/** What trying templates reaches the outside by. */
export type TryDeps = {
  catalogs: Pick<CatalogSource, 'forDocument'>;
  /** What steps do on sample data, where tables are these and files stay in memory: nothing is sent, nothing is kept. */
  operationsOnSamples(workspaceId: string, tables: TableHands): Operations;
  now(): number;
};

type Asked = {
  templateId: string;
  /** Which of its samples it starts with. */
  sample: number;
  /** What somebody typed in the place of values of the sample, by their names; absent: the sample as it is. */
  values?: Readonly<Record<string, unknown>> | undefined;
};

/**
 * Runs a template on sample data and on the rows of its own tables, in memory: there is no flow, no run and no row of it
 * afterwards. Waits are over at once. Throws `not_found`.
 */
export async function tryTemplate(
  { templateId, sample, values }: Asked,
  { workspaceId }: Access<'flow.read'>,
  deps: TryDeps,
): Promise<TriedTemplate> {
  const template = await findTemplate(templateId);
  const catalog = await catalogOf(template, workspaceId, deps.catalogs);
  const compiled = compile(template.document, withoutAccounts(catalog));
  if (!compiled.ok) throw new AppError('flow_has_problems', { details: compiled.diagnostics });
  const start = startOf(template, catalog, deps.now());
  const given = start.samples[sample] ?? start.samples[0];
  const payload = values === undefined ? given : withValues(given, start.values, values);
  const tables = new SampleTables(template.tables, deps.now());
  const operations = deps.operationsOnSamples(workspaceId, tables);
  const { atOnce: _noneWaitsForIt, ...rest } = compiled.plan;
  const plan = loadPlan(rest);
  const view = await runInMemory(plan, { trigger: start.step.id, payload, operations, now: deps.now });
  return tellTry(view, { template, catalog, tables });
}

type Begun = { trigger: string; payload: unknown; operations: Operations; now(): number };

/** Moves a run to its end on a journal that is only in memory, and skips the time it would wait for another try. */
async function runInMemory(plan: LoadedPlan, { trigger, payload, operations, now }: Begun): Promise<RunView> {
  let ahead = 0;
  const clock = { now: () => now() + ahead };
  const events: RunEvent[] = [
    { type: 'run.started', at: clock.now(), trigger: StepId.parse(trigger), payload, mode: 'mock' },
  ];
  const journal = {
    read: async () => [...events],
    async append(_runId: string, length: number, added: readonly RunEvent[]) {
      if (length !== events.length) throw new JournalConflict();
      events.push(...added);
    },
  };
  const ports = { journal, clock, operations, random: () => 0.5 };
  const request = { runId: newRunId(), plan, ports, abandon: AbortSignal.timeout(MOST_MS) };
  for (let rests = 0; rests < MOST_RESTS; rests += 1) {
    const outcome = await advance(request);
    if (outcome.kind !== 'sleep') break;
    ahead = Math.max(ahead, outcome.until - now());
  }
  return viewRun(plan, events);
}
