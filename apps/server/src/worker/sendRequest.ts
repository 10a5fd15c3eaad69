import { Readable } from 'node:stream';
import {
  type AnswerHead,
  answerFileName,
  converse,
  type FileRef,
  type HttpRequest,
  isFileAnswer,
  type Operation,
  OperationError,
  type Reply,
  valueAt,
  waitAskedBy,
} from '@patchbay/connector';
import { type CallRequest, OUTCOME_UNKNOWN, type PlannedStep } from '@patchbay/execution';
import { messageOf, say, saidOf } from '@patchbay/words';
import type { Egress, StreamedResponse } from '../egress/egress.ts';
import { EgressError } from '../egress/egressError.ts';
import type { Accounts } from '../signIn/Accounts.ts';
import { HiddenSecrets } from '../vault/HiddenSecrets.ts';
import { type OpenConnection, signRequest } from '../vault/signRequest.ts';
import { carryOut, type Sending } from './carryOut.ts';
import type { FileEdge } from './fileEdge.ts';
import { fileInJson } from './fileInJson.ts';
import type { FoundOperation } from './operations.ts';
import type { RequestBudget } from './requestBudget.ts';
import type { NotedRequest } from './traceRequest.ts';
import type { CallTrace, RequestTraces } from './RequestTraces.ts';

type To = FoundOperation & {
  connection: OpenConnection | undefined;
  /** Whose requests are counted, where they are limited. */
  account: string | undefined;
  /** Who is left waiting where a host does not answer, and has no more than its share of requests under way. */
  caller: string;
  /** The other operations that it needs. */
  others(name: string): Operation | undefined;
};

export type SendDeps = {
  egress: Pick<Egress, 'open'>;
  edge: FileEdge;
  budget: Pick<RequestBudget, 'admit' | 'pause'>;
  accounts: Pick<Accounts, 'ready' | 'refused' | 'broken'>;
  /** Where people see what was sent and received; absent: nowhere. */
  traces?: Pick<RequestTraces, 'of'> | undefined;
};

/** How long a call that has sent something already waits for its turn, before all it did was in vain. */
const FURTHER_PATIENCE_MS = 60_000;

/** Carries out a call by its requests: build, sign, wait for its turn, send, read. Files are read and kept as they go by. */
export function createSend({ egress, edge, budget, accounts, traces }: SendDeps) {
  return async (
    call: CallRequest,
    { operation: found, baseUrl: shared, connection, account, caller, others }: To,
  ): Promise<unknown> => {
    const operation = connection === undefined ? found : signedBy(found);
    const { step, input, idempotencyKey, signal, attempt } = call;
    let using = connection && (await accounts.ready(connection));
    const baseUrl = using?.baseUrl ?? shared;
    const hidden = new HiddenSecrets();
    const trace = traces?.of(call);
    const leaving = { signal, caller: { account: caller, attempt } };

    const exchange = async ({ operation, input, request, isFurther }: Sending) => {
      if (using !== undefined) hidden.use(using);
      const signed = using === undefined ? request : signRequest(request, using);
      const patience = isFurther ? { patienceMs: FURTHER_PATIENCE_MS } : {};
      await budget.admit({ account, limit: operation.limit, isReturning: attempt > 1, signal, ...patience });
      const streams = (head: AnswerHead) => isFileAnswer({ operation, input, request }, head);
      const sent = await edge.sent(signed);
      if (trace === undefined) return egress.open(sent, { ...leaving, streams });
      return traced(trace, trace.note(request, signed, using), (onTimes) =>
        egress.open(sent, { ...leaving, streams, onTimes }),
      );
    };

    const send = async (turn: Sending): Promise<Reply> => {
      try {
        let response = await exchange(turn);
        const newer = response.status === 401 && using !== undefined ? await accounts.refused(using) : undefined;
        if (newer !== undefined) {
          using = newer;
          response = await exchange(turn);
        }
        if (account !== undefined) heedPause(budget, account, response);
        if (!('stream' in response)) return hidden.inAnswer(response);
        const { status, headers } = response;
        return { status, headers, file: await receive(response, { edge, turn }) };
      } catch (error) {
        const repeat = turn.operation === operation ? step.repeat : turn.operation.repeat;
        throw unlessRepeatable(error, { repeat, request: turn.request });
      }
    };

    const options = { ...(baseUrl === null ? {} : { baseUrl }), ...(call.page && { page: call.page }), idempotencyKey };
    try {
      const output = await carryOut(converse({ operation, input, others, ...options }), { send, signal });
      trace?.end({ isFailed: false });
      return output;
    } catch (thrown) {
      const error = hidden.inError(thrown);
      trace?.end({ isFailed: true });
      if (using !== undefined) await tellBroken(accounts, using, error);
      throw error;
    }
  };
}

/** Where somebody has chosen an account, a refusal is that account's, also of a step that can do without one. */
function signedBy(operation: Operation): Operation {
  return operation.needsConnection ? operation : { ...operation, needsConnection: true };
}

type Answer = Awaited<ReturnType<Egress['open']>>;
type OnTimes = NonNullable<Parameters<Egress['open']>[1]['onTimes']>;

async function traced(
  trace: CallTrace,
  noted: NotedRequest,
  send: (onTimes: OnTimes) => Promise<Answer>,
): Promise<Answer> {
  try {
    const answer = await send((times) => {
      noted.times = times;
    });
    trace.answered(noted, answer);
    return answer;
  } catch (error) {
    trace.failed(noted, error);
    throw error;
  }
}

/** Nobody waits for an account that has been connected again since this request was signed. */
async function tellBroken(accounts: SendDeps['accounts'], using: OpenConnection, error: unknown): Promise<void> {
  if (!(error instanceof OperationError) || error.failure.retry !== 'after-reconnect') return;
  if (await accounts.broken(using, error.failure.message)) return;
  throw new OperationError({ ...error.failure, retry: 'later' }, { cause: error });
}

/** An API that says for how long it wants no more requests, or that nothing is left of a limit, means all of this account. */
function heedPause(budget: SendDeps['budget'], account: string, head: AnswerHead): void {
  const ms = waitAskedBy(head);
  if (ms !== undefined && ms > 0) budget.pause(account, ms);
}

/** Whatever goes wrong from here on, the request has done its work there. */
async function receive(
  response: StreamedResponse,
  { edge, turn }: { edge: FileEdge; turn: Sending },
): Promise<FileRef> {
  const { operation, input, request } = turn;
  const { fileInAnswer: inside } = operation;
  const said = (name: string | undefined) => (name === undefined ? '' : String(valueAt(input, name) ?? '').trim());
  const contentType = said(inside?.contentType) || (inside ? OCTETS : (response.headers['content-type'] ?? ''));
  const name = said(inside?.name) || (inside ? 'file' : answerFileName(response, request.url));
  const bytes = inside ? Readable.from(fileInJson(response.stream, inside.field)) : response.stream;
  try {
    return await edge.receive({ name, contentType }, bytes);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    throw new EgressError(error.failure, { cause: error, mayHaveArrived: true });
  }
}

const OCTETS = 'application/octet-stream';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);

/**
 * A request that may have arrived, and that must not arrive twice, is not sent again by itself: its failure says that
 * nobody knows, and asks.
 */
function unlessRepeatable(error: unknown, sent: { repeat: PlannedStep['repeat']; request: HttpRequest }): unknown {
  if (!(error instanceof EgressError) || !error.mayHaveArrived) return error;
  const { repeat } = sent;
  const isRepeatable = repeat === 'by-method' ? SAFE_METHODS.has(sent.request.method) : repeat !== 'unsafe';
  if (isRepeatable || error.failure.retry === 'never') return error;
  return new OperationError(
    {
      code: OUTCOME_UNKNOWN,
      ...messageOf(
        say(
          '{problem} It may or may not have happened there, so it was not sent again. Look there before you try again.',
          { problem: saidOf(error.failure) },
        ),
      ),
      retry: 'never',
    },
    { cause: error },
  );
}
