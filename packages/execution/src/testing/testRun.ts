import type { StepId } from '@patchbay/flow';
import { type AdvanceRequest, advance, type Outcome } from '../advance.ts';
import { loadPlan } from '../loadPlan.ts';
import type { Plan } from '../plan.ts';
import type { CallRequest, CallResult, Journal, Operations } from '../ports.ts';
import type { RunEvent } from '../runEvent.ts';
import { memoryJournal } from './memoryJournal.ts';

type Kit = {
  plan: Plan;
  journal: Journal;
  /** What calls give: an output, or a throw. Without it, the step's id. */
  call(request: CallRequest): unknown;
  /** A `pure` step's work; without it, its inputs. */
  compute: Operations['compute'];
  now(): number;
};

type Started = Extract<RunEvent, { type: 'run.started' }>;

/** One run on a journal in memory, moved on by `go`. Times stand still at 0, retries have no jitter. */
export function testRun(
  plan: Plan,
  { payload = null, start = {}, ...given }: Partial<Kit> & { payload?: unknown; start?: Partial<Started> } = {},
) {
  const memory = memoryJournal();
  const kit: Kit = {
    plan,
    journal: memory.journal,
    call: ({ step }) => step.id,
    compute: ({ input }) => ({ outlet: 'done', output: input }),
    now: () => 0,
    ...given,
  };
  const events = memory.eventsOf('run');
  events.push({ ...startOf(plan, payload), ...start });
  const go = (further?: Partial<AdvanceRequest>): Promise<Outcome> => advance({ ...requestOf(kit), ...further });
  return { events, go, kit, journal: memory.journal };
}

/** The first event of a run that the plan's first trigger starts. */
export function startOf(plan: Plan, payload: unknown = null): Started {
  const trigger = plan.steps.find(({ kind }) => kind === 'trigger')?.id ?? ('none' as StepId);
  return { type: 'run.started', at: 0, trigger, payload, mode: 'live' };
}

function requestOf({ plan, journal, call, compute, now }: Kit): AdvanceRequest {
  return {
    runId: 'run',
    plan: loadPlan(plan),
    ports: {
      journal,
      clock: { now },
      random: () => 0.5,
      operations: { compute, call: async (r) => resultOf(await call(r)) },
    },
  };
}

/** What a call of a test gives for a result that comes later. */
export const later = (until: number) => ({ suspend: { until } });

/** What a call of a test gives for a page of a list; without `more` it is the last. */
export const page = (items: readonly unknown[], more?: unknown) => ({ page: { items }, more });

function resultOf(output: unknown): CallResult {
  if (typeof output === 'object' && output !== null && 'page' in output) {
    const { page: items, more } = output as ReturnType<typeof page>;
    return more === undefined ? { outlet: 'done', output: items } : { outlet: 'done', output: items, more };
  }
  if (typeof output === 'object' && output !== null && 'suspend' in output) {
    return { outlet: 'done', output: null, suspend: output.suspend as { until: number } };
  }
  return { outlet: 'done', output: output ?? null };
}

/** The paths whose success a journal tells of, in order, those in loops included. */
export function succeededPaths(events: readonly RunEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type === 'step.succeeded' || event.type === 'run.answered') return [event.path];
    if (event.type !== 'loop.progressed') return [];
    return event.items.flatMap((steps, offset) => steps.map(([id]) => `${event.path}[${event.from + offset}]/${id}`));
  });
}
