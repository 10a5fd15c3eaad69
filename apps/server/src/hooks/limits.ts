import type { IncomingMessage } from 'node:http';
import type { TakeTry, TryLimit } from '../policies/tries.ts';
import { Buckets } from './Buckets.ts';

/**
 * How often an address may be called. Requests and refusals are counted in each process: against floods, and against
 * guesses, which would take ages at five times the pace as well. Forms are counted at all processes together.
 */
export type Limits = {
  /** Requests to one address, by hook. */
  requests: Buckets;
  /** Requests that failed their check, by hook and sender: guessing a password takes longer than anybody has. */
  refusals: Buckets;
  /** Counts a form sent in to a hook; false where one person, or all together, send too many. */
  takeForm(hookId: string, sender: string): Promise<boolean>;
  senderOf(request: IncomingMessage): string;
};

/** How many requests a second one address takes unless the configuration says otherwise. */
const REQUESTS_PER_SECOND = 1_000;

const forms: TryLimit = { name: 'form', burst: 120, perSecond: 5 };
const formsBySender: TryLimit = { name: 'form from', burst: 10, perSecond: 0.2 };

/** `isBehindProxy`: something that can be trusted stands in front and says in `X-Forwarded-For`, last, who sent. */
export function createLimits(options: {
  now(): number;
  requestsPerSecond?: number | undefined;
  isBehindProxy?: boolean;
  takeTry: TakeTry;
}): Limits {
  const { takeTry, now, requestsPerSecond: perSecond = REQUESTS_PER_SECOND, isBehindProxy = false } = options;
  return {
    requests: new Buckets({ burst: 2 * perSecond, perSecond, now }),
    refusals: new Buckets({ burst: 60, perSecond: 1, now }),
    takeForm: async (hookId, sender) =>
      (await takeTry(formsBySender, `${hookId} ${sender}`)) === 0 && (await takeTry(forms, hookId)) === 0,
    senderOf({ headers, socket }) {
      const said = isBehindProxy ? [headers['x-forwarded-for']].flat().join(',').split(',').at(-1)?.trim() : '';
      return said || (socket.remoteAddress ?? '');
    },
  };
}
