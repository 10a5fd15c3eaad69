import type { FastifyRequest } from 'fastify';
import { AppError } from '../../errors.ts';

const HARMLESS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** How people reach this server: by the address in front of it, or from this machine alone. */
export type ReachedBy = { publicUrl: string | undefined; isOnlyHere?: boolean | undefined };

/** What this machine is to itself. Any other name may lead here since a moment ago, whosever it is. */
const HERE = /^(127(\.\d{1,3}){3}|\[::1\]|([\w-]+\.)*localhost)(:\d+)?$/i;

/**
 * Refuses requests that change something and come from a page of another site. Browsers say where a request comes
 * from; programs do not, and carry no cookie that somebody else could ride on. A server that only this machine reaches is
 * asked for by names of this machine: a page of another site, whose name was made to lead here, has none of them.
 */
export function checkOrigin(
  request: Pick<FastifyRequest, 'method' | 'headers'>,
  { publicUrl, isOnlyHere = false }: ReachedBy,
): void {
  if (HARMLESS.has(request.method)) return;
  const { origin, host } = request.headers;
  if (origin === undefined) {
    if (request.headers['sec-fetch-site'] === 'cross-site') throw new AppError('request_from_elsewhere');
    return;
  }
  if (origin === publicUrl) return;
  if (host === undefined || URL.parse(origin)?.host !== host) throw new AppError('request_from_elsewhere');
  if (isOnlyHere && !HERE.test(host)) {
    const reason = `If ${host.slice(0, 200)} is an address of this Patchbay, set PATCHBAY_URL to it.`;
    throw new AppError('request_from_elsewhere', { reason });
  }
}
