import {
  buildRequest,
  type HttpRequest,
  mockCall,
  type Operation,
  OperationError,
  readResponse,
} from '@patchbay/connector';
import {
  type CallRequest,
  type CallResult,
  type Operations,
  OUTCOME_UNKNOWN,
  type PlannedStep,
} from '@patchbay/execution';
import { DONE } from '@patchbay/flow';
import type { Egress } from '../egress/egress.ts';
import { EgressError } from '../egress/egressError.ts';
import { type OpenConnection, signRequest } from '../vault/signRequest.ts';
import type { HostedOperations } from './hosted/hosted.ts';

/** An operation as a run needs it. */
export type FoundOperation = { operation: Operation; baseUrl: string | null };

export type OperationDeps = {
  /** Built-in operations, at once. */
  builtIn(step: PlannedStep): Operation | undefined;
  /** Any operation of a workspace, built in or imported. */
  find(workspaceId: string, step: PlannedStep): Promise<FoundOperation | undefined>;
  /** Undefined when the workspace has no such connection (any more). */
  openConnection(workspaceId: string, connectionId: string): Promise<OpenConnection | undefined>;
  egress: Pick<Egress, 'request'>;
  hosted: HostedOperations;
};

/** The engine's `Operations` for the runs of one workspace: find, build, sign, send, read. In mock mode nothing is sent. */
export function createOperations(workspaceId: string, deps: OperationDeps): Operations {
  return {
    compute({ step, input }) {
      const operation = deps.builtIn(step);
      if (operation?.perform === undefined) throw missing(step);
      return { outlet: DONE, output: operation.perform(input) };
    },

    async call(request) {
      const { step, input, mode } = request;
      const builtIn = deps.builtIn(step);
      if (builtIn?.hosted === true) return host(request, builtIn);
      const found = builtIn ? { operation: builtIn, baseUrl: null } : await deps.find(workspaceId, step);
      if (found === undefined) throw missing(step);
      if (mode === 'mock') return { outlet: DONE, output: mockCall(found.operation, input) };
      if (found.operation.perform !== undefined) return { outlet: DONE, output: found.operation.perform(input) };
      return send(request, found, step.connection === undefined ? undefined : await open(step.connection));
    },
  };

  async function host(request: CallRequest, operation: Operation): Promise<CallResult> {
    const { step, mode, input } = request;
    const hand = deps.hosted[`${step.connector}/${step.operation}`];
    if (hand === undefined) throw missing(step);
    const account = async () => (step.connection === undefined ? undefined : open(step.connection));
    const call = { ...request, workspaceId, account };
    if (mode === 'live') return hand.call(call);
    return hand.mock?.(call) ?? { outlet: DONE, output: mockCall(operation, input) };
  }

  async function open(connectionId: string): Promise<OpenConnection> {
    const connection = await deps.openConnection(workspaceId, connectionId);
    if (connection !== undefined) return connection;
    throw new OperationError({
      code: 'connection_missing',
      message: 'The connected account of this step is gone. Choose another one and publish the flow again.',
      retry: 'never',
    });
  }

  async function send(call: CallRequest, found: FoundOperation, connection?: OpenConnection): Promise<CallResult> {
    const { step, input, idempotencyKey, signal } = call;
    const base = found.baseUrl === null ? {} : { baseUrl: found.baseUrl };
    const request = buildRequest(found.operation, input, { ...base, idempotencyKey });
    const signed = connection === undefined ? request : signRequest(request, connection);
    const response = await deps.egress.request(signed, { signal }).catch((error: unknown) => {
      throw unlessRepeatable(error, { step, request });
    });
    return { outlet: DONE, output: readResponse(found.operation, response) };
  }
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);

/**
 * A request that may have arrived, and that must not arrive twice, is not sent again by itself: its failure says that
 * nobody knows, and asks.
 */
function unlessRepeatable(error: unknown, sent: { step: PlannedStep; request: HttpRequest }): unknown {
  if (!(error instanceof EgressError) || !error.mayHaveArrived) return error;
  const { repeat } = sent.step;
  const isRepeatable = repeat === 'by-method' ? SAFE_METHODS.has(sent.request.method) : repeat !== 'unsafe';
  if (isRepeatable || error.failure.retry === 'never') return error;
  return new OperationError(
    {
      code: OUTCOME_UNKNOWN,
      message: `${error.failure.message} It may or may not have happened there, so it was not sent again. Look there before you try again.`,
      retry: 'never',
    },
    { cause: error },
  );
}

function missing(step: PlannedStep): OperationError {
  return new OperationError({
    code: 'operation_missing',
    message: `The operation ${step.operation} of ${step.connector} is not here any more. Import its description again.`,
    retry: 'never',
  });
}
