import type { Dialled } from './dial.ts';
import type { ExchangeTimes } from './exchange.ts';

/** How long the parts of a request took, in milliseconds; a part that it did not have is absent. */
export type RequestTimes = {
  /** Where it went. */
  address?: string;
  /** Until a connection was free for it: the next three are part of it, where one was opened. */
  waitMs?: number;
  dnsMs?: number;
  connectMs?: number;
  tlsMs?: number;
  /** From when it was sent to the head of the answer. */
  firstByteMs?: number;
  totalMs: number;
  /** As it came over the wire, of an answer that was gathered. */
  receivedBytes: number;
};

/** `dialled`: the latest connection to its origin, which counts for it where it was waited for. */
export function timesOf(times: ExchangeTimes, dialled: Dialled | undefined): RequestTimes {
  const { startedAt, sentAt, answeredAt, endedAt = performance.now(), receivedBytes } = times;
  const isOwn = dialled !== undefined && dialled.at >= startedAt;
  const { dnsMs, connectMs, tlsMs } = isOwn ? dialled : {};
  return {
    ...(dialled?.address !== undefined && { address: dialled.address }),
    ...(sentAt !== undefined && { waitMs: sentAt - startedAt }),
    ...(dnsMs !== undefined && { dnsMs }),
    ...(connectMs !== undefined && { connectMs }),
    ...(tlsMs !== undefined && { tlsMs }),
    ...(answeredAt !== undefined && sentAt !== undefined && { firstByteMs: answeredAt - sentAt }),
    totalMs: endedAt - startedAt,
    receivedBytes,
  };
}
