import type { Actor } from '../policies/can.ts';

/** An answer that goes on until somebody ends it. */
type Stream = { destroy(): unknown; once(event: 'close', ended: () => void): unknown };

/**
 * The live streams of this process, by whom and in which session they were opened. One is cut as soon as either has lost
 * something; the browser asks again by itself, and is let in or refused as for any request.
 */
export class OpenStreams {
  readonly #streams = new Map<string, Set<Stream>>();

  add({ id, sessionId }: Pick<Actor, 'id' | 'sessionId'>, stream: Stream): void {
    const keys = sessionId === undefined ? [id] : [id, sessionId];
    for (const key of keys) this.#streams.set(key, (this.#streams.get(key) ?? new Set()).add(stream));
    stream.once('close', () => {
      for (const key of keys) this.#forget(key, stream);
    });
  }

  /** Of a user or of a session, by its id. */
  end(id: string): void {
    for (const stream of this.#streams.get(id) ?? []) stream.destroy();
  }

  /** After a time in which it may not have been told of somebody. */
  endAll(): void {
    for (const id of this.#streams.keys()) this.end(id);
  }

  #forget(key: string, stream: Stream): void {
    const left = this.#streams.get(key);
    left?.delete(stream);
    if (left?.size === 0) this.#streams.delete(key);
  }
}
