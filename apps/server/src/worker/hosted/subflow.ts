import { randomUUIDv7 } from 'node:crypto';
import { type Failure, OperationError, sampleFromSchema } from '@patchbay/connector';
import { type CallResult, type LoadedPlan, type Outcome, type RunEvent, turnKeyOf } from '@patchbay/execution';
import { DONE, type ThingType } from '@patchbay/flow';
import { messageOf, type Saying, say } from '@patchbay/words';
import { z } from 'zod';
import type { Caller, RunJournal } from '../../store/journal/journal.ts';
import { newRunId } from '../../runs/newRunId.ts';
import { type CalledOutcome, calledOutcome } from '../../subflows/calledOutcome.ts';
import type { TurnStore } from '../../store/turns/turnStore.ts';
import type { LiveFlow, SubflowStore } from '../../subflows/subflowPorts.ts';
import type { Beginning } from '../workerPorts.ts';
import type { Hosted, HostedCall } from './hosted.ts';

/** The longest a run waits for another one: the most that any run waits for anything. */
const LONGEST_MS = 30 * 86_400_000;

const Input = z.object({
  flow: z.string().default(''),
  input: z.unknown().optional(),
  wait: z.enum(['answered', 'started']).nullish(),
});

export type SubflowDeps = {
  subflows: Pick<SubflowStore, 'liveFlow' | 'find' | 'remember'>;
  /** Asked where the called flow limits how many of its runs are under way. */
  turns: Pick<TurnStore, 'isHeldBy'>;
  journal: Pick<RunJournal, 'read'>;
  plans: { get(planId: string): Promise<LoadedPlan | undefined> };
  begin(beginning: Beginning): Promise<Outcome>;
  /** What the flow takes and gives; undefined where none of that id may be called. */
  typeOf(workspaceId: string, flowId: string): Promise<ThingType | undefined>;
  now(): number;
};

/**
 * Calls another flow of the workspace. Its run is begun right here, and one that ends at once has given its answer with
 * that; for any other the step waits, held by nobody, until `EndedRuns` brings the word.
 *
 * Asked again after a crash it finds the run it has begun; asked again because that run failed it begins another.
 */
export function hostedSubflow(deps: SubflowDeps): Hosted {
  return {
    async call(call) {
      const { flow: flowId, input: payload = null, wait } = Input.parse(call.input);
      const flow = await callable({ workspaceId: call.workspaceId, flowId }, deps);
      const isWaited = wait !== 'started';
      const caller = { runId: call.runId, path: pathOf(call), ordinal: await ordinalOf(call, deps), isWaited };
      const begun = await begin(call, { flowId, flow, payload, caller }, deps);
      const runId = begun?.runId ?? (await deps.subflows.find(caller));
      if (runId === undefined)
        throw refused('flow_not_started', say('The flow “{name}” could not be started.', { name: flow.name }), 'later');
      if (call.signal.aborted) await deps.subflows.remember(call.runId);
      if (!isWaited) return { outlet: DONE, output: { runId } };
      return resultOf(call, calledOutcome(begun?.events ?? (await deps.journal.read(runId)), flow.name), deps.now());
    },

    async mock({ workspaceId, input }) {
      const { flow, wait } = Input.parse(input);
      if (wait === 'started') return { outlet: DONE, output: { runId: randomUUIDv7() } };
      const type = await deps.typeOf(workspaceId, flow);
      return { outlet: DONE, output: sampleFromSchema(type?.output ?? true) };
    },
  };
}

function resultOf({ step }: HostedCall, outcome: CalledOutcome | undefined, now: number): CallResult {
  if (outcome === undefined) {
    return { outlet: DONE, output: undefined, suspend: { until: now + (step.timeoutMs ?? LONGEST_MS) } };
  }
  if ('failure' in outcome) throw new OperationError(outcome.failure);
  return { outlet: DONE, output: outcome.output };
}

async function callable(
  { workspaceId, flowId }: { workspaceId: string; flowId: string },
  { subflows }: Pick<SubflowDeps, 'subflows'>,
): Promise<LiveFlow> {
  const flow = await subflows.liveFlow(workspaceId, flowId);
  if (flow === undefined) {
    const message =
      'The flow that this step calls is gone, or does not start when another flow calls. Choose another one.';
    throw refused('flow_not_callable', message);
  }
  if (flow.active) return flow;
  const sentence = say('The flow “{name}” is switched off. Switch it on, then run this step again.', {
    name: flow.name,
  });
  throw refused('called_flow_off', sentence);
}

function refused(code: string, saying: Saying, retry: Failure['retry'] = 'never'): OperationError {
  return new OperationError({ code, ...messageOf(saying), retry });
}

/** The key of a call is its run's id and its path. */
function pathOf({ runId, idempotencyKey }: HostedCall): string {
  return idempotencyKey.slice(runId.length + 1);
}

/** How many calls of this step have failed for good: the first try of a step has none behind it. */
async function ordinalOf(call: HostedCall, { journal }: Pick<SubflowDeps, 'journal'>): Promise<number> {
  if (call.attempt === 1) return 0;
  const path = pathOf(call);
  const isFailure = (event: RunEvent) =>
    (event.type === 'step.failed' && event.path === path) ||
    (event.type === 'step.resumed' && event.path === path && event.failure !== undefined);
  return (await journal.read(call.runId)).filter(isFailure).length;
}

type Called = { flowId: string; flow: LiveFlow; payload: unknown; caller: Caller };

/** Resolves with the first events of the run once they are durable; with nothing where this call had begun it before. */
async function begin(
  { workspaceId, depth = 0 }: HostedCall,
  { flowId, flow, payload, caller }: Called,
  deps: SubflowDeps,
): Promise<{ runId: string; events: readonly RunEvent[] } | undefined> {
  const plan = await deps.plans.get(flow.planId);
  const trigger = plan?.plan.steps.find(({ connector, operation }) => connector === 'core' && operation === 'called');
  if (plan === undefined || trigger === undefined) throw new Error(`The plan ${flow.planId} cannot be called.`);
  const runId = newRunId();
  const at = deps.now();
  const facts = { id: runId, workspaceId, flowId, number: flow.number, planId: flow.planId };
  const run = { ...facts, mode: 'live' as const, trigger: trigger.id, startedAt: at, caller };
  const started: RunEvent = { type: 'run.started', at, trigger: trigger.id, payload, mode: 'live', depth: depth + 1 };
  // A flow that calls itself would wait for a place that is free only once it has ended: it goes on in that one.
  const isLimited = plan.plan.atOnce !== undefined && caller.isWaited;
  const line = { flowId, key: turnKeyOf(plan, started) };
  const hasTurn = isLimited && (await deps.turns.isHeldBy(caller.runId, line));
  return new Promise((resolve, reject) => {
    const observe = (events: readonly RunEvent[]) => resolve({ runId, events });
    deps.begin({ run, plan, started, observe, hasTurn }).then(() => resolve(undefined), reject);
  });
}
