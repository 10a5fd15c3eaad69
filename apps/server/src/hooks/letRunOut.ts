import type { IncomingMessage } from 'node:http';

const MOST_BYTES = 500_000_000;

/**
 * Reads what is still being sent and throws it away, up to a limit: whoever is answered while sending finds the connection
 * broken instead of the answer. Never rejects.
 */
export function letRunOut(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    if (request.readableEnded || request.destroyed) return resolve();
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) resolve();
    });
    for (const over of ['end', 'close', 'error'] as const) request.on(over, () => resolve());
    request.resume();
  });
}
