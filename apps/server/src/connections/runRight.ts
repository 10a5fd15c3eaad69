import { OperationError } from '@patchbay/connector';
import type { OpenConnection } from '../vault/signRequest.ts';

/**
 * Whether what runs under an id may use an account: whoever published it has to have the right still. Asked of accounts only
 * that are not everybody's.
 */
export type RunRight = (account: OpenConnection, runId: string) => Promise<boolean>;

export function createRunRight(publisherOf: (id: string) => Promise<string | null | undefined>): RunRight {
  return async ({ kept }, runId) => {
    if (kept?.onlyFor === undefined) return true;
    const publisher = await publisherOf(runId);
    return publisher === undefined || (publisher !== null && kept.onlyFor.includes(publisher));
  };
}

/** It waits, as for an account that is broken: shared again, it goes on. */
export function notShared({ name }: OpenConnection): OperationError {
  return new OperationError({
    code: 'connection_not_shared',
    message: `The account “${name}” is not shared any more with whoever published this flow. Share it with them, or choose another account and publish the flow again.`,
    retry: 'after-reconnect',
  });
}
