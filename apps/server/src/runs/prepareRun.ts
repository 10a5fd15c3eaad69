import type { Json } from '@patchbay/expression';
import { type FlowDocument, type StepId, type TypedField, typedByHand, typedFields } from '@patchbay/flow';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { RunUseDeps } from './runPorts.ts';

/** One way to start a flow by hand: its trigger, what it asks for, and what it was given last. */
type StartWay = {
  trigger: string;
  name: string;
  /** The fields made for it; none where an example says what it takes. */
  fields: TypedField[];
  example?: Json;
  /** What the last live run from here was started with. */
  last?: unknown;
};

/** What a person needs to start the live version of a flow. `ways` is empty where it is not started by hand. */
export type PreparedRun = { flowName: string; version: number; ways: StartWay[] };

/** Reads how the live version of a flow is started by hand. Throws `flow_not_published`. */
export async function prepareRun(
  { flowId }: { flowId: string },
  access: Access<'run.start'>,
  { runStore, planStore }: Pick<RunUseDeps, 'runStore' | 'planStore'>,
): Promise<PreparedRun> {
  const live = await runStore.liveVersion(flowId);
  if (live === null || live.workspaceId !== access.workspaceId) throw new AppError('flow_not_published');
  const stored = await planStore.find(live.planId);
  if (stored === null) throw new AppError('flow_not_published');
  const triggers = stored.plan.steps.filter(
    ({ connector, operation }) => connector === 'core' && operation === 'manual',
  );
  const ways = triggers.map(async ({ id }): Promise<StartWay> => {
    const last = await runStore.lastPayload({ flowId, trigger: id });
    return { ...wayOf(stored.document, id), ...(last !== null && { last: last.payload }) };
  });
  return { flowName: live.flowName, version: live.number, ways: await Promise.all(ways) };
}

function wayOf({ steps }: FlowDocument, trigger: StepId): StartWay {
  const { name = trigger, inputs = {} } = steps[trigger] ?? {};
  const example = inputs.example && typedByHand(inputs.example);
  return { trigger, name, fields: typedFields(inputs.fields), ...(example !== undefined && { example }) };
}
