import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { choosePort } from './choosePort.ts';

const host = '127.0.0.1';

it('takes the next port where the one asked for is taken', async () => {
  const first = await choosePort({ port: 46_100, host });
  const second = await choosePort({ port: first.port, host });
  expect(second.port).toBeGreaterThan(first.port);
  await Promise.all([first.release(), second.release()]);
});

it('lets go of its port although somebody came too early, and sends them away', async () => {
  const held = await choosePort({ port: 46_200, host });
  const early = connect(held.port, host);
  const [error] = await once(early, 'error');
  expect(error).toMatchObject({ code: 'ECONNRESET' });
  await held.release();
  const server = createServer();
  server.listen(held.port, host);
  await once(server, 'listening');
  server.close();
});
