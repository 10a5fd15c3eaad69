import { createHash } from 'node:crypto';
import { OperationError } from '@patchbay/connector';
import { type UnseenInput, unseenIn } from '@patchbay/connectors';
import { DONE } from '@patchbay/flow';
import type { MemoryStore } from '../../memories/memoryStore.ts';
import type { Hosted, HostedCall } from './hosted.ts';
import { inputOf } from './inputOf.ts';

const DAY_MS = 86_400_000;

/**
 * Leaves the items that no earlier run has seen. They are remembered in the commit that also keeps the answer under the
 * call's key: a call that is repeated after a crash gets the same items, so that none is lost between two runs.
 * A try on sample data remembers nothing, and sees every item for the first time.
 */
export function hostedUnseen(memories: MemoryStore, now: () => number): Hosted {
  return {
    async call(call) {
      const given = unseenIn(inputOf(call));
      const fresh = await memories.remember({
        workspaceId: call.workspaceId,
        runId: call.runId,
        name: given.memory ?? ownMemory(call),
        items: given.keys.map(digest),
        key: call.idempotencyKey,
        keepLast: given.keepLast,
        ...(given.keepDays !== undefined && { keepMs: given.keepDays * DAY_MS }),
        now: now(),
      });
      if (fresh === null) throw flowGone();
      return { outlet: DONE, output: outputOf(given, fresh) };
    },
    async mock(call) {
      const given = unseenIn(inputOf(call));
      const first = new Map(given.keys.map((key, at) => [key, at] as const).toReversed());
      return {
        outlet: DONE,
        output: outputOf(
          given,
          [...first.values()].sort((left, right) => left - right),
        ),
      };
    },
  };
}

/** Begins with what no typed name can begin with, since those are trimmed. */
function ownMemory({ step }: Pick<HostedCall, 'step'>): string {
  return ` ${step.id}`;
}

function outputOf({ items }: UnseenInput, fresh: readonly number[]) {
  return { items: fresh.map((at) => items[at]), count: fresh.length, removed: items.length - fresh.length };
}

function digest(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

function flowGone(): OperationError {
  return new OperationError({
    code: 'flow_missing',
    message: 'The flow of this run was deleted, and what it had seen with it.',
    retry: 'never',
  });
}
