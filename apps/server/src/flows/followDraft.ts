import type { Access } from '../policies/can.ts';
import type { Company } from '../presence/Presence.ts';
import type { DraftChange, FlowDeps } from './flowStore.ts';
import { interleave } from './interleave.ts';

/** `clientId` says which tab of whom follows: without one it is nobody who looks, and hears of nobody. */
type Following = {
  flowId: string;
  revision?: number | undefined;
  clientId?: string | undefined;
  stepId?: string | null | undefined;
  /** Of the person, as others are told. */
  name: string;
  signal: AbortSignal;
};

/** Every change of a flow's draft after `revision` (or from now on), and who else has it open, until `signal`. */
export function followDraft(
  { signal, flowId, revision, clientId, stepId = null, name }: Following,
  { userId }: Access<'flow.read'>,
  { draftFeed, presence }: Pick<FlowDeps, 'draftFeed' | 'presence'>,
): AsyncIterable<DraftChange | Company> {
  const changes = (until: AbortSignal) => draftFeed.follow({ flowId, revision }, until);
  if (clientId === undefined) return changes(signal);
  const company = (until: AbortSignal) => presence.follow({ flowId, clientId, userId, name, stepId }, until);
  return interleave<DraftChange | Company>([changes, company], signal);
}
