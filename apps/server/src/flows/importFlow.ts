import type { Access } from '../policies/can.ts';
import { createFlow } from './createFlow.ts';
import { readFlowFile } from './flowFile.ts';
import type { FlowDeps } from './flowStore.ts';

/**
 * A new flow from a file: a draft, switched off, bound to no connected account. Reading it fetches and runs nothing.
 * Steps whose operation this workspace does not know come in as they are, and say so in the builder.
 */
export async function importFlow(
  { file }: { file: unknown },
  access: Access<'flow.create'>,
  deps: Pick<FlowDeps, 'flows' | 'catalogs'>,
): Promise<{ id: string }> {
  const { name, document } = readFlowFile(file);
  return createFlow({ name, document }, access, deps);
}
