import type { ConnectionDeps } from '../connections/connectionStore.ts';
import { checkChosen } from '../flows/checkChosen.ts';
import type { Access } from '../policies/can.ts';
import type { RunUseDeps } from './runPorts.ts';
import { type Tried, tryFlow } from './tryFlow.ts';

/** As `tryFlow`. A try for real works in the name of whoever tries it: its accounts have to be theirs to use. */
export async function tryWithAccounts(
  tried: Tried,
  access: Access<'run.try'>,
  deps: RunUseDeps & Pick<ConnectionDeps, 'connections'>,
): Promise<{ runId: string }> {
  if (tried.mode === 'live') await checkChosen({ document: tried.document }, access, deps);
  return tryFlow(tried, access, deps);
}
