import type { FlowDocument } from '@patchbay/flow';
import type { Access } from '../policies/can.ts';
import type { FlowDeps } from './flowStore.ts';

/** One published version as it was published; null where none has that number. */
export async function getVersion(
  { flowId, number }: { flowId: string; number: number },
  _access: Access<'flow.read'>,
  { flows }: Pick<FlowDeps, 'flows'>,
): Promise<{ document: FlowDocument } | null> {
  const document = await flows.versionDocument(flowId, number);
  return document && { document };
}
