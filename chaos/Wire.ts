import { connect, createServer, type Server, type Socket } from 'node:net';

/** A wire to the database that can be made to carry nothing, or be cut: what a broken switch does, and a rebooted one. */
export class Wire {
  readonly #server: Server;
  #delayMs = 0;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #isSilent = false;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Leads to a port of this machine. */
  static async to(port: number): Promise<Wire> {
    const server = createServer();
    const wire = new Wire(server);
    server.on('connection', (near) => wire.#join(near, port));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The wire is not laid.');
    return address.port;
  }

  /** Connections stay open and nothing comes through, in either direction; new ones are taken and hear nothing. */
  silence(): void {
    this.#isSilent = true;
    for (const pair of this.#pairs) for (const socket of pair) socket.pause();
  }

  /** Carries again. What was on its way is lost with its connection. */
  mend(): void {
    this.#isSilent = false;
    this.cut();
  }

  /** Takes so long from here on, in each direction. Once, before anything is at stake: what is on its way must not be overtaken. */
  slowDown(delayMs: number): void {
    this.#delayMs = delayMs;
  }

  cut(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
    this.#pairs.clear();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(near: Socket, port: number): void {
    const far = connect(port, '127.0.0.1');
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => {
        if (this.#delayMs === 0) to.write(bytes);
        else setTimeout(() => to.write(bytes), this.#delayMs);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        this.#pairs.delete(pair);
      });
      if (this.#isSilent) from.pause();
    }
  }
}
