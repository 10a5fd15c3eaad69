import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to the database that can be cut, or made to carry nothing: what a rebooted switch does, and a broken one. */
export async function layWire(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  const pairs = new Set<readonly [Socket, Socket]>();
  let isSilent = false;
  const join = (near: Socket) => {
    const pair = [near, connect(Number(port), hostname)] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [pair[1], pair[0]] as const]) {
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        pairs.delete(pair);
      });
      if (isSilent) from.pause();
    }
  };
  const open = (at: number) =>
    new Promise<Server>((resolve) => {
      const opened = createServer(join).listen(at, '127.0.0.1', () => resolve(opened));
    });
  let server = await open(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  const url = new URL(databaseUrl);
  url.port = String(address.port);
  const cut = () => {
    server.close();
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    url: url.href,
    /** Nobody is there any more, and connections are told so. */
    cut,
    /** Connections stay open and nothing comes through, either way; new ones are taken and hear nothing. */
    silence: () => {
      isSilent = true;
      for (const pair of pairs) for (const socket of pair) socket.pause();
    },
    /** New connections carry again; those that were silent stay so for ever. */
    mend: async () => {
      isSilent = false;
      if (!server.listening) server = await open(address.port);
    },
    close: cut,
  };
}
