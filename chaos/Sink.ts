import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call that arrived: `PUT /orders/17`, and how many bytes came with it. */
export type Arrival = { method: string; path: string; at: number; size: number };

const WELL = { status: 200, type: 'application/json', body: '{"ok":true}' };

/** The API that flows call. It remembers every call, and can be made to answer late or not at all. */
export class Sink {
  readonly arrivals: Arrival[] = [];
  /** How long answers take. */
  delayMs = 0;
  /** What is answered below a path, if not just that it is well. */
  readonly answers = new Map<string, (path: string) => { status?: number; type: string; body: string | Uint8Array }>();
  /** Paths below it are never answered. */
  readonly hangs = '/hang/';
  readonly #server: Server;
  readonly #hanging = new Set<ServerResponse>();

  private constructor() {
    this.#server = createServer((request, response) => {
      const { method = '', url: path = '' } = request;
      const arrival = { method, path, at: Date.now(), size: 0 };
      this.arrivals.push(arrival);
      request.on('data', (bytes: Buffer) => {
        arrival.size += bytes.length;
      });
      if (path.startsWith(this.hangs)) this.#hanging.add(response);
      // Once it is whole: who is answered before that need not send the rest.
      else request.once('end', () => setTimeout(() => this.#answer(path, response), this.delayMs));
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

  #answer(path: string, response: ServerResponse): void {
    const below = [...this.answers.keys()].find((start) => path.startsWith(start)) ?? '';
    const { status = 200, type, body } = this.answers.get(below)?.(path) ?? WELL;
    response.writeHead(status, { 'content-type': type });
    response.end(body);
  }
}
