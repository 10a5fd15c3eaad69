import {
  type AnswerHead,
  answerFileName,
  buildRequest,
  type FileRef,
  type HttpRequest,
  isFileAnswer,
  OperationError,
  readFileAnswer,
  readResponse,
  retryAfter,
} from '@patchbay/connector';
import { type CallRequest, OUTCOME_UNKNOWN, type PlannedStep } from '@patchbay/execution';
import type { Egress, StreamedResponse } from '../egress/egress.ts';
import { EgressError } from '../egress/egressError.ts';
import { type OpenConnection, signRequest } from '../vault/signRequest.ts';
import type { FileEdge } from './fileEdge.ts';
import type { FoundOperation } from './operations.ts';
import type { RequestBudget } from './requestBudget.ts';

type To = FoundOperation & {
  connection: OpenConnection | undefined;
  /** Whose requests are counted, where they are limited. */
  account: string | undefined;
};

export type SendDeps = {
  egress: Pick<Egress, 'open'>;
  edge: FileEdge;
  budget: Pick<RequestBudget, 'admit' | 'pause'>;
};

/** Carries out a call by its request: build, sign, wait for its turn, send, read. Its files are read and kept as they go by. */
export function createSend({ egress, edge, budget }: SendDeps) {
  return async (call: CallRequest, { operation, baseUrl, connection, account }: To): Promise<unknown> => {
    const { step, input, idempotencyKey, signal, attempt } = call;
    const request = buildRequest(operation, input, { ...(baseUrl === null ? {} : { baseUrl }), idempotencyKey });
    const signed = connection === undefined ? request : signRequest(request, connection);
    await budget.admit({ account, limit: operation.limit, isReturning: attempt > 1, signal });
    const sent = await edge.sent(signed);
    try {
      const streams = (head: AnswerHead) => isFileAnswer({ operation, input, request }, head);
      const response = await egress.open(sent, { signal, streams });
      if (account !== undefined) heedPause(budget, account, response);
      if (!('stream' in response)) {
        const answer = readResponse(operation, response);
        return operation.fromAnswer === undefined ? answer : operation.fromAnswer(answer, input);
      }
      return readFileAnswer(operation, response, await receive(response, { edge, url: request.url }));
    } catch (error) {
      throw unlessRepeatable(error, { step, request });
    }
  };
}

/** An API that says for how long it wants no more requests means all of this account. */
function heedPause(budget: SendDeps['budget'], account: string, { status, headers }: AnswerHead): void {
  if (status !== 429 && status !== 503) return;
  const ms = retryAfter(headers);
  if (ms !== undefined && ms > 0) budget.pause(account, ms);
}

/** Whatever goes wrong from here on, the request has done its work there. */
async function receive(response: StreamedResponse, { edge, url }: { edge: FileEdge; url: string }): Promise<FileRef> {
  const contentType = response.headers['content-type'] ?? '';
  try {
    return await edge.receive({ name: answerFileName(response, url), contentType }, response.stream);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    throw new EgressError(error.failure, { cause: error, mayHaveArrived: true });
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
