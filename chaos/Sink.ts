import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call that arrived: `PUT /orders/17`. */
export type Arrival = { method: string; path: string; at: number };

/** The API that flows call. It remembers every call, and can be made to answer late or not at all. */
export class Sink {
  readonly arrivals: Arrival[] = [];
  /** How long answers take. */
  delayMs = 0;
  /** Paths below it are never answered. */
  readonly hangs = '/hang/';
  readonly #server: Server;
  readonly #hanging = new Set<ServerResponse>();

  private constructor() {
    this.#server = createServer((request, response) => {
      request.resume();
      const { method = '', url: path = '' } = request;
      this.arrivals.push({ method, path, at: Date.now() });
      if (path.startsWith(this.hangs)) this.#hanging.add(response);
      else setTimeout(() => answer(response), this.delayMs);
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  static async open(): Promise<Sink> {
    const sink = new Sink();
    await new Promise<void>((resolve) => sink.#server.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How often each path was called with this method. */
  counts(method: string): Map<string, number> {
    const counts = new Map<string, number>();
    for (const one of this.arrivals) {
      if (one.method === method) counts.set(one.path, (counts.get(one.path) ?? 0) + 1);
    }
    return counts;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function answer(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{"ok":true}');
}
