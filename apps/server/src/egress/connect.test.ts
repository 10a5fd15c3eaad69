import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { createConnect } from './connect.ts';
import { createNetworks } from './networks.ts';

/** Opens nothing: a socket that says it leads to that address. */
function leadingTo(remoteAddress: string) {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress });
  const connect = createConnect((_target, done) => done(null, socket), createNetworks(['10.0.0.0/8']));
  return { socket, connect };
}

it('sends nothing without encryption over the internet', async () => {
  const { socket, connect } = leadingTo('93.184.215.14');
  const opening = connect({ host: 'mail.example', port: 25, security: 'none' });
  await expect(opening).rejects.toMatchObject({ failure: { code: 'not_encrypted', retry: 'never' } });
  expect(socket.destroyed).toBe(true);
});

it.each([
  ['starttls', '93.184.215.14'],
  ['none', '10.0.0.7'],
] as const)('opens a connection for %s to %s', async (security, address) => {
  const { socket, connect } = leadingTo(address);
  expect(await connect({ host: 'mail.example', port: 25, security })).toBe(socket);
  socket.destroy();
});
