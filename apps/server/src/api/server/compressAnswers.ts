import { promisify } from 'node:util';
import { constants, gzip as gzipWithCallback } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const gzip = promisify(gzipWithCallback);

/** What is smaller gains nothing that a packet would notice. */
const WORTH_BYTES = 2_048;

/**
 * Sends JSON compressed to who takes it so: lists and runs shrink to a tenth. Fast rather than small, since it is done anew
 * for every answer. Streams of news go as they are: each must leave at once.
 */
export function compressAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, _reply, payload) => {
    if (!(payload instanceof Response) || payload.body === null || !takesGzip(request)) return payload;
    const { status, headers } = payload;
    if (headers.get('content-type')?.startsWith('application/json') !== true) return payload;
    const plain = Buffer.from(await payload.arrayBuffer());
    const isWorth = plain.length >= WORTH_BYTES;
    const sent = isWorth ? await pack(plain) : plain;
    headers.append('vary', 'accept-encoding');
    if (isWorth) headers.set('content-encoding', 'gzip');
    return new Response(new Uint8Array(sent), { status, headers });
  });
}

/** A page that is made anew for each request, compressed for who takes it so; the headers say it. */
export async function packPage(html: string, request: FastifyRequest, reply: FastifyReply): Promise<Buffer> {
  const plain = Buffer.from(html);
  reply.header('vary', 'accept-encoding');
  if (plain.length < WORTH_BYTES || !takesGzip(request)) return plain;
  reply.header('content-encoding', 'gzip');
  return pack(plain);
}

function pack(plain: Buffer): Promise<Buffer> {
  return gzip(plain, { level: constants.Z_BEST_SPEED });
}

function takesGzip({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const accepted: string | string[] | undefined = headers['accept-encoding'];
  return [accepted].flat().some((line) => line !== undefined && /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(line));
}
