import type { IncomingMessage } from 'node:http';

/** What a body without files may have, and all files of one together. */
const MOST_BODY_BYTES = 5_000_000;
export const MOST_UPLOAD_BYTES = 100_000_000;

/** More bytes than a body may have. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** The sender went away before all was here. */
export class CutOff extends Error {
  override readonly name = 'CutOff';
}

/**
 * A body that is too large is still received up to here, and thrown away: who is answered while sending finds the
 * connection broken instead of the answer.
 */
const MOST_RECEIVED_BYTES = 10 * MOST_BODY_BYTES;

/** The whole body. Rejects with BodyTooLarge, and with CutOff when the sender went away. */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_RECEIVED_BYTES) return Promise.reject(new BodyTooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MOST_BODY_BYTES) chunks.push(chunk);
      else chunks.length = 0;
      if (length > MOST_RECEIVED_BYTES) reject(new BodyTooLarge());
    });
    request.on('end', () => {
      const [only] = chunks;
      if (length > MOST_BODY_BYTES) reject(new BodyTooLarge());
      else resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
    });
    request.on('error', () => reject(new CutOff()));
    request.on('aborted', () => reject(new CutOff()));
  });
}
