import type { Access } from '../policies/can.ts';
import type { DraftChange, FlowDeps } from './flowStore.ts';

/** Every change of a flow's draft from now on, whoever makes it, until `signal`. */
export function followDraft(
  { flowId, signal }: { flowId: string; signal: AbortSignal },
  _access: Access<'flow.read'>,
  { draftFeed }: Pick<FlowDeps, 'draftFeed'>,
): AsyncIterable<DraftChange> {
  return draftFeed.follow(flowId, signal);
}
