import type { Access } from '../policies/can.ts';
import type { RequestTrace } from '../worker/traceRequest.ts';
import { findRun } from './findRun.ts';
import type { RunStore } from './runPorts.ts';

/** What one step of a run was sent and received, request by request, as far as it was kept. No secrets are in it. */
export async function listRequests(
  { runId, path }: { runId: string; path: string },
  access: Access<'run.read'>,
  { runStore }: { runStore: RunStore },
): Promise<RequestTrace[]> {
  await findRun(runId, access, { runStore });
  return runStore.requestsOf({ runId, path });
}
