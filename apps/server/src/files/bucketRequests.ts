import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type HttpResponse, OperationError } from '@patchbay/connector';
import aws4 from 'aws4';
import type { Egress, StreamedResponse } from '../egress/egress.ts';
import type { SentRequest } from '../egress/exchange.ts';
import type { Bucket } from './bucket.ts';

export type BucketRequest = {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  id: string;
  /** As it stands in the address, without the mark. */
  query?: string;
  body?: Buffer;
};

/** Speaks to one bucket: signs, sends, and tries again what a bucket asks to. Every request here is safe to repeat. */
export type BucketRequests = ReturnType<typeof createBucketRequests>;

const MOST_TRIES = 4;
const FIRST_PAUSE_MS = 100;
const NOTHING = Buffer.alloc(0);

export function createBucketRequests({ bucket, egress }: { bucket: Bucket; egress: Pick<Egress, 'open'> }) {
  const { origin, host } = new URL(bucket.endpoint);

  const signed = ({ method, id, query, body = NOTHING }: BucketRequest): SentRequest => {
    const path = `/${bucket.name}/${bucket.prefix}${id}${query === undefined ? '' : `?${query}`}`;
    const hash = createHash('sha256').update(body).digest('hex');
    const headers = { host, 'x-amz-content-sha256': hash };
    const { accessKeyId, secretAccessKey } = bucket;
    const request = aws4.sign(
      { method, path, headers, service: 's3', region: bucket.region },
      { accessKeyId, secretAccessKey },
    );
    const given = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
    const { host: _host, ...sent } = Object.fromEntries(given) as Record<string, string>;
    return { method, url: `${origin}${path}`, headers: sent, ...(body.length > 0 && { body }) };
  };

  /** The answer, whatever it says; a body that is found comes as a stream. Throws OperationError where there is none. */
  return async (request: BucketRequest): Promise<HttpResponse | StreamedResponse> => {
    const streams = ({ status }: { status: number }) => request.method === 'GET' && status === 200;
    for (let tries = 1; ; tries += 1) {
      const isLast = tries === MOST_TRIES;
      try {
        const response = await egress.open(signed(request), { streams });
        if (isLast || (response.status < 500 && response.status !== 429)) return response;
      } catch (error) {
        if (isLast || !(error instanceof OperationError) || error.failure.retry !== 'later') throw error;
      }
      await pause(FIRST_PAUSE_MS * 4 ** (tries - 1));
    }
  };
}
