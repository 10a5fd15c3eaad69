import type { CallbackEnd } from '../../callbacks/takeCallback.ts';
import type { Problem } from '../problem.ts';

/** Why a request to a callback's address changed nothing. */
export const callbackProblems = {
  unknown: {
    status: 404,
    code: 'unknown_callback',
    title: 'There is nothing here',
    detail: 'No flow waits at this address. Copy it again, the whole of it.',
  },
  sample: {
    status: 404,
    code: 'sample_address',
    title: 'This address is a sample',
    detail: 'It comes from a try on samples, so nothing waits here. A live run gives a real one.',
  },
  method: {
    status: 405,
    code: 'method_not_allowed',
    title: 'Another method is expected',
    detail: 'This address takes a GET, POST, PUT, PATCH or DELETE request.',
    headers: { allow: 'GET, POST, PUT, PATCH, DELETE' },
  },
  away: {
    status: 503,
    code: 'not_stored',
    title: 'Not accepted just now',
    detail: 'Patchbay could not store this request. Send it again in a few seconds.',
    headers: { 'retry-after': '5' },
  },
} as const satisfies Record<string, Problem>;

/** What the sender is told of an address that no longer takes anything. */
export const endProblems: Readonly<Record<Exclude<CallbackEnd, 'taken'>, Problem>> = {
  'called-before': {
    status: 409,
    code: 'called_before',
    title: 'This address was called before',
    detail: 'It takes one request and has had it, so this one has changed nothing.',
  },
  'timed-out': {
    status: 410,
    code: 'called_too_late',
    title: 'The flow no longer waits',
    detail: 'Nobody called in time, and the flow has gone on without. This request has changed nothing.',
  },
  over: {
    status: 410,
    code: 'run_over',
    title: 'The flow no longer waits',
    detail: 'The run that made this address has ended or gone another way. This request has changed nothing.',
  },
  gone: {
    status: 410,
    code: 'run_gone',
    title: 'The run is not kept any more',
    detail: 'The run that made this address is gone. This request has changed nothing.',
  },
};
