import type { IncomingMessage } from 'node:http';

const MOST_BODY_BYTES = 5_000_000;

/**
 * A body that is too large is still received up to here, and thrown away: who is answered while sending finds the
 * connection broken instead of the answer.
 */
const MOST_RECEIVED_BYTES = 10 * MOST_BODY_BYTES;

/** The whole body, or `too-large`, or `cut-off` when the sender went away. */
export function readBody(request: IncomingMessage): Promise<Buffer | 'too-large' | 'cut-off'> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_RECEIVED_BYTES) {
    request.resume();
    return Promise.resolve('too-large');
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MOST_BODY_BYTES) chunks.push(chunk);
      else chunks.length = 0;
      if (length > MOST_RECEIVED_BYTES) resolve('too-large');
    });
    request.on('end', () => {
      const [only] = chunks;
      if (length > MOST_BODY_BYTES) resolve('too-large');
      else resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
    });
    request.on('error', () => {
      resolve('cut-off');
    });
    request.on('aborted', () => {
      resolve('cut-off');
    });
  });
}
