import { nothingFound, type Operation } from '@patchbay/connector';
import { compile, loadPlan, type Plan, type PlannedStep, type RunMode, type Trial } from '@patchbay/execution';
import type { Json } from '@patchbay/expression';
import { type FlowDocument, type OperationRef, partUpTo, type StepId } from '@patchbay/flow';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { beginRun } from './beginRun.ts';
import { type CarriedTry, carryInto } from './carryInto.ts';
import { payloadFor } from './payloadFor.ts';
import type { RunUseDeps } from './runPorts.ts';
import { withoutAccounts } from './withoutAccounts.ts';

/**
 * Which part of the flow is tried: `upTo` a step; `from` it on, or `only` that one, with what the run `runId` gave before
 * it.
 */
type TriedPart =
  | { kind: 'upTo'; step: string }
  | { kind: 'from'; step: string; runId: string }
  | { kind: 'only'; step: string; runId: string };

export type Tried = {
  flowId: string;
  /** As it is drawn now, saved or not. */
  document: FlowDocument;
  /** `mock`: nothing leaves Patchbay, calls answer with samples. */
  mode: RunMode;
  /** Which trigger fires; absent: the first. */
  trigger?: string | undefined;
  payload: unknown;
  /** Absent: the whole flow. */
  part?: TriedPart | undefined;
  /** Steps whose mocks are told to fail, and with which status of their API; always, or the first few `times`. */
  fails?: Readonly<Record<string, { status: number; times?: number | undefined }>> | undefined;
  /** Steps that find nothing on sample data, where they look for something; others always find it. */
  findsNothing?: readonly string[] | undefined;
  /** By which outlet waits end on sample data, such as `declined`; others end as if the answer had come. */
  leaves?: Readonly<Record<string, string>> | undefined;
};

/** So soon is a step tried again whose mock was told to fail: nobody waits half a minute for a try. */
const SOON_MS = 400;

/**
 * Runs a document, or a part of it, without publishing it; steps with a pinned output give that. Throws `flow_has_problems`
 * with the diagnostics where it cannot run, and `run_cannot_be_replayed` where a run's data does not fit.
 */
export async function tryFlow(tried: Tried, access: Access<'run.try'>, deps: RunUseDeps): Promise<{ runId: string }> {
  const { flowId, mode, part } = tried;
  const { workspaceId } = access;
  const document = part === undefined || part.kind === 'from' ? tried.document : partUpTo(tried.document, part.step);
  const catalog = await deps.catalogs.forDocument(workspaceId, document);
  const compiled = compile(document, mode === 'mock' ? withoutAccounts(catalog) : catalog);
  if (!compiled.ok) throw new AppError('flow_has_problems', { details: compiled.diagnostics });
  const pins = new Map([...(await deps.samples.pins(flowId)), ...nothings(tried, catalog)]);
  const plan = withTrials(compiled.plan, { ...tried, pins });
  const loaded = loadPlan(plan);
  const begins =
    part === undefined || part.kind === 'upTo'
      ? fromTrigger(tried, plan, deps)
      : await carryInto({ tried: { flowId, mode, document }, target: loaded, part }, access, deps);
  const planId = await deps.planStore.keep({ workspaceId, plan, document });
  return beginRun(deps, { workspaceId, flowId, number: null, planId, plan: loaded, mode, ...begins });
}

type Told = Pick<Tried, 'fails' | 'leaves'> & { pins: ReadonlyMap<string, Json> };

/** What steps give that are told to find nothing: never for real. */
function nothings(
  { mode, document, findsNothing = [] }: Tried,
  catalog: { find(uses: OperationRef): Operation | undefined },
) {
  if (mode !== 'mock') return [];
  return findsNothing.flatMap((id): [string, Json][] => {
    const uses = Object.hasOwn(document.steps, id) ? document.steps[id as StepId]?.uses : undefined;
    const operation = uses && catalog.find(uses);
    const nothing = operation && nothingFound(operation);
    return nothing === undefined ? [] : [[id, nothing]];
  });
}

function withTrials(plan: Plan, { fails = {}, leaves = {}, pins }: Told): Plan {
  const steps = plan.steps.map((step): PlannedStep => {
    const outlet = step.kind === 'wait' && Object.hasOwn(leaves, step.id) ? leaves[step.id] : undefined;
    if (outlet !== undefined) return { ...step, trial: { kind: 'leaves', outlet } };
    const fail = Object.hasOwn(fails, step.id) ? fails[step.id] : undefined;
    if (fail !== undefined && step.kind === 'call') {
      const { status, times } = fail;
      const trial: Trial = { kind: 'fails', status, ...(times !== undefined && { times }) };
      return { ...step, trial, retry: { tries: Math.min(10, (times ?? 0) + 1), firstWaitMs: SOON_MS } };
    }
    const output = step.kind === 'call' || step.kind === 'pure' ? pins.get(step.id) : undefined;
    return output === undefined ? step : { ...step, trial: { kind: 'gives' as const, output } };
  });
  return { ...plan, steps };
}

function fromTrigger(tried: Tried, plan: Plan, deps: RunUseDeps): CarriedTry {
  const triggers = plan.steps.filter((step) => step.kind === 'trigger');
  const trigger = tried.trigger === undefined ? triggers[0] : triggers.find(({ id }) => id === tried.trigger);
  if (trigger === undefined) throw new AppError('flow_cannot_be_started');
  return { trigger: trigger.id, payload: payloadFor(trigger, tried.payload, deps.now()) };
}
