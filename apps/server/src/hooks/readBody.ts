import type { IncomingMessage } from 'node:http';

const MOST_BODY_BYTES = 5_000_000;

/** The whole body, or `too-large` as soon as that is certain, or `cut-off` when the sender went away. */
export function readBody(request: IncomingMessage): Promise<Buffer | 'too-large' | 'cut-off'> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BODY_BYTES) {
    request.resume();
    return Promise.resolve('too-large');
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      // What still comes is let through to nowhere, so that the sender gets to read the answer.
      if (length > MOST_BODY_BYTES) resolve('too-large');
      else chunks.push(chunk);
    });
    request.on('end', () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
    });
    request.on('error', () => {
      resolve('cut-off');
    });
    request.on('aborted', () => {
      resolve('cut-off');
    });
  });
}
