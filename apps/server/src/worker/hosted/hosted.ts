import type { CallRequest, CallResult } from '@patchbay/execution';
import type { OpenConnection } from '../../vault/signRequest.ts';

/** A call to an operation that the host carries out itself. */
export type HostedCall = CallRequest & {
  workspaceId: string;
  /** The account of the step, opened; undefined where it has none. Throws OperationError where it is gone. */
  account(): Promise<OpenConnection | undefined>;
};

/**
 * Carries out one hosted operation. Throws OperationError for a Failure. It may be asked again with the same
 * `idempotencyKey` after a crash, unless the operation is `unsafe`.
 */
export type Hosted = {
  call(call: HostedCall): Promise<CallResult>;
  /** What a try on sample data gets; absent: a sample of the operation's output. Nothing may be sent or kept. */
  mock?(call: HostedCall): Promise<CallResult>;
};

/** The host's hands, by `connector/operation`. Each belongs to a built-in operation that is `hosted`. */
export type HostedOperations = Readonly<Record<string, Hosted>>;
