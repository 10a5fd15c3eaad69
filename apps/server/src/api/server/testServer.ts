import type { FastifyInstance } from 'fastify';
import { createLog } from '../../log.ts';
import { authAdapter } from '../../store/authAdapter.ts';
import { welcomeUser } from '../../workspaces/welcomeUser.ts';
import type { TestApp } from '../testing.ts';
import { createAuth } from './auth.ts';
import { createServer } from './createServer.ts';

/** The server of this app as requests reach it from pages of `origin`, without a port. Its pages wait, however busy the machine is. */
export function testServer(
  { app, checks, instance, errors }: TestApp,
  origin: string,
  webFolder = import.meta.dirname,
): Promise<FastifyInstance> {
  const auth = createAuth({
    adapter: authAdapter(instance.database),
    instanceKey: instance.instanceKey,
    origin,
    welcome: (user) => welcomeUser(user, app),
    onError: (message) => errors.push(message),
  });
  const api = { app, auth, origin, publicUrl: undefined, webFolder, aheadMs: 30_000 };
  return createServer({ log: createLog({ logLevel: 'silent' }), checks, api });
}
