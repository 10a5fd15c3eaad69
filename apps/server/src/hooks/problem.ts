import type { ServerResponse } from 'node:http';
import type { Failure } from '@patchbay/connector';

/** Why a hook did not do what was asked: the body of an `application/problem+json` answer. */
export type Problem = {
  status: number;
  /** States the situation, for programs. */
  code: string;
  title: string;
  /** What happened and what to do, for people. */
  detail: string;
  runId?: string;
  headers?: Record<string, string>;
};

/** Nothing a hook answers may act as a page of ours: no sniffing, no scripts, no origin. */
export const safeHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'no-store',
} as const;

export function writeProblem(response: ServerResponse, { headers, ...problem }: Problem): void {
  const body = JSON.stringify({ type: 'about:blank', ...problem });
  response.writeHead(problem.status, {
    ...safeHeaders,
    ...headers,
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

export const problems = {
  unknownHook: {
    status: 404,
    code: 'unknown_hook',
    title: 'There is nothing here',
    detail: 'No flow has this address. Copy it again from the first step of the flow.',
  },
  notHere: {
    status: 404,
    code: 'not_served_here',
    title: 'This process takes no requests for flows',
    detail:
      'It was started without the service "hooks". Send this to a process that has it, or to the address in PATCHBAY_URL.',
  },
  // Not 404, at which many senders give an address up for good: what is sent again arrives once the flow is on.
  flowOff: {
    status: 503,
    code: 'flow_off',
    title: 'This flow is switched off',
    detail: 'Switch the flow on in Patchbay, then send this again. Nothing was kept.',
    headers: { 'retry-after': '300' },
  },
  notPublished: {
    status: 404,
    code: 'flow_not_published',
    title: 'This flow is not published yet',
    detail: 'Publish the flow in Patchbay and switch it on, then send this again. Nothing was kept.',
  },
  tooLarge: {
    status: 413,
    code: 'body_too_large',
    title: 'The body is too large',
    detail:
      'A request to a flow may be 5 MB at most, with files 100 MB. One that is signed, or kept raw, may be 5 MB with its files.',
    headers: { connection: 'close' },
  },
  refused: {
    status: 401,
    code: 'sender_not_known',
    title: 'This request is not from whom the flow expects',
    detail: 'This address checks who sends, and this request did not pass. Nothing was kept.',
  },
  checkImpossible: {
    status: 503,
    code: 'check_not_possible',
    title: 'Nobody can be let in just now',
    detail:
      'The account by which this flow knows its senders is gone. Choose another one in Patchbay. Nothing was kept.',
    headers: { 'retry-after': '300' },
  },
  away: {
    status: 503,
    code: 'not_stored',
    title: 'Not accepted just now',
    detail: 'Patchbay could not store this request, so no run was started. Send it again in a few seconds.',
    headers: { 'retry-after': '5' },
  },
} as const satisfies Record<string, Problem>;

export function wrongMethod(method: string): Problem {
  return {
    status: 405,
    code: 'method_not_allowed',
    title: 'Another method is expected',
    detail: `This flow takes ${method} requests.`,
    headers: { allow: method },
  };
}

export function tooManyRequests(seconds: number): Problem {
  return {
    status: 429,
    code: 'too_many_requests',
    title: 'Too many requests',
    detail: `This address takes no more just now. Send this again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}. Nothing was kept.`,
    headers: { 'retry-after': String(seconds) },
  };
}

/** A file that could not be kept: too large, or no room for it. */
export function fileRefused({ code, message, retry }: Failure): Problem {
  const isPassing = retry === 'later';
  return {
    status: isPassing ? 503 : 413,
    code,
    title: 'The file was not kept',
    detail: message,
    headers: isPassing ? { 'retry-after': '60' } : { connection: 'close' },
  };
}

export function unreadableBody(detail: string): Problem {
  return { status: 400, code: 'body_unreadable', title: 'The body cannot be read', detail };
}
