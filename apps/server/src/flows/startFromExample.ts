import type { Access } from '../policies/can.ts';
import { createFlow } from './createFlow.ts';
import { exampleFlow } from './exampleFlows.ts';
import type { FlowDeps } from './flowStore.ts';

/** A new flow that is a copy of an example. Throws `not_found` for an example that does not exist. */
export async function startFromExample(
  { example: id }: { example: string },
  access: Access<'flow.create'>,
  deps: Pick<FlowDeps, 'flows' | 'catalogs'>,
): Promise<{ id: string }> {
  const { name, document } = await exampleFlow(id);
  return createFlow({ name, document }, access, deps);
}
