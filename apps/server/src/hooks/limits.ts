import type { IncomingMessage } from 'node:http';
import { Buckets } from './Buckets.ts';

/** How often an address may be called. In each process: a limit against floods, not a count of what is paid for. */
export type Limits = {
  /** Requests to one address, by hook. */
  requests: Buckets;
  /** Requests that failed their check, by hook and sender: guessing a password takes longer than anybody has. */
  refusals: Buckets;
  /** Forms sent in, by hook. */
  forms: Buckets;
  /** Forms sent in by one person, by hook and sender. */
  formsBySender: Buckets;
  senderOf(request: IncomingMessage): string;
};

/** How many requests a second one address takes unless the configuration says otherwise. */
const REQUESTS_PER_SECOND = 1_000;

/** `isBehindProxy`: something that can be trusted stands in front and says in `X-Forwarded-For`, last, who sent. */
export function createLimits(options: {
  now(): number;
  requestsPerSecond?: number | undefined;
  isBehindProxy?: boolean;
}): Limits {
  const { now, requestsPerSecond: perSecond = REQUESTS_PER_SECOND, isBehindProxy = false } = options;
  return {
    requests: new Buckets({ burst: 2 * perSecond, perSecond, now }),
    refusals: new Buckets({ burst: 60, perSecond: 1, now }),
    forms: new Buckets({ burst: 120, perSecond: 5, now }),
    formsBySender: new Buckets({ burst: 10, perSecond: 0.2, now }),
    senderOf({ headers, socket }) {
      const said = isBehindProxy ? [headers['x-forwarded-for']].flat().join(',').split(',').at(-1)?.trim() : '';
      return said || (socket.remoteAddress ?? '');
    },
  };
}
