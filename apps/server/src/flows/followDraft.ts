import type { Access } from '../policies/can.ts';
import type { DraftChange, FlowDeps } from './flowStore.ts';

/** Every change of a flow's draft after `revision` (or from now on), whoever makes it, until `signal`. */
export function followDraft(
  { signal, ...draft }: { flowId: string; revision?: number | undefined; signal: AbortSignal },
  _access: Access<'flow.read'>,
  { draftFeed }: Pick<FlowDeps, 'draftFeed'>,
): AsyncIterable<DraftChange> {
  return draftFeed.follow(draft, signal);
}
