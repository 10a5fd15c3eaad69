import { createFlow } from '../flows/createFlow.ts';
import type { Access } from '../policies/can.ts';
import { tryFlow } from '../runs/tryFlow.ts';
import { firstAnswer, firstFlow } from './firstFlow.ts';
import type { HomeDeps } from './homeStore.ts';

/** Gives a workspace the example, and runs it once on sample data, so that there is data on its wires. An older one stays as it is. */
export async function giveFirstFlow(access: Access<'flow.create'>, deps: HomeDeps): Promise<{ id: string }> {
  const { name, document } = firstFlow;
  const { id } = await createFlow({ name, document }, access, deps);
  await deps.home.setFirstFlow(access.workspaceId, id);
  // Whoever may make a flow may try it.
  const tries = { ...access, permission: 'run.try' } as const;
  await tryFlow({ flowId: id, document, mode: 'mock', ...firstAnswer }, tries, deps);
  return { id };
}
