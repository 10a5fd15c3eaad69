import type { FastifyRequest } from 'fastify';
import { AppError } from '../../errors.ts';

const HARMLESS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests that change something and come from a page of another site. Browsers say where a request comes
 * from; programs do not, and carry no cookie that somebody else could ride on.
 */
export function checkOrigin(request: Pick<FastifyRequest, 'method' | 'headers'>, publicUrl: string | undefined): void {
  if (HARMLESS.has(request.method)) return;
  const { origin, host } = request.headers;
  if (origin === undefined) {
    if (request.headers['sec-fetch-site'] === 'cross-site') throw new AppError('request_from_elsewhere');
    return;
  }
  if (origin === publicUrl) return;
  if (host === undefined || URL.parse(origin)?.host !== host) throw new AppError('request_from_elsewhere');
}
