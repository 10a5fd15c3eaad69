import type { Access } from '../policies/can.ts';
import type { FlowDeps } from './flowStore.ts';

/** Tells the others who have this flow open which step is open in a tab of this person: another than before, or still the same. */
export async function showPlace(
  place: { flowId: string; clientId: string; stepId: string | null },
  { userId }: Access<'flow.read'>,
  { presence }: Pick<FlowDeps, 'presence'>,
): Promise<void> {
  await presence.move({ ...place, userId });
}
