import type { FlowDocument } from '@patchbay/flow';
import type { ConnectionDeps } from '../connections/connectionStore.ts';
import type { Access } from '../policies/can.ts';
import { checkChosen } from './checkChosen.ts';
import { createFlow } from './createFlow.ts';
import type { FlowDeps } from './flowStore.ts';

/** As `createFlow`, for a document that somebody sends: its accounts have to be theirs to use. */
export async function createDrawnFlow(
  { name, document }: { name?: string | undefined; document?: FlowDocument | undefined },
  access: Access<'flow.create'>,
  deps: Pick<FlowDeps, 'flows' | 'catalogs'> & Pick<ConnectionDeps, 'connections'>,
): Promise<{ id: string }> {
  if (document !== undefined) await checkChosen({ document }, access, deps);
  return createFlow({ name, document }, access, deps);
}
