import { DONE } from '@patchbay/flow';
import { runCode } from '../../sandbox/runCode.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Hosted, HostedCall } from './hosted.ts';

/** Runs a code step in the sandbox; in a try on sample data as well: it leaves nothing anywhere, and a sample would say nothing. */
export function hostedCode(sandbox: Sandbox): Hosted {
  const call = async ({ workspaceId, input, startedAt: now, idempotencyKey: key, signal }: HostedCall) => ({
    outlet: DONE,
    output: await runCode(sandbox, { workspaceId, input, now, key, signal }),
  });
  return { call, mock: call };
}
