import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { createAuth } from './api/server/auth.ts';
import { choosePort } from './api/server/choosePort.ts';
import { createServer } from './api/server/createServer.ts';
import { composeApp } from './compose/composeApp.ts';
import { wireHooks } from './compose/hookListener.ts';
import type { Config } from './config.ts';
import { installationIn } from './database/home.ts';
import { type Instance, openInstance } from './database/openInstance.ts';
import { createLog } from './log.ts';
import { authAdapter } from './store/authAdapter.ts';
import { welcomeUser } from './workspaces/welcomeUser.ts';

/** A Patchbay that runs. */
export type Patchbay = {
  /** The address people open. */
  url: string;
  /** The port that was asked for, where another one had to be taken. */
  takenPort?: number;
  /** Takes nothing new, lets calls under way finish, gives the runs back, stops the database. */
  stop(): Promise<void>;
};

const webFolder = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Opens the data, wires the ports and starts the services of `config`. Throws StartError. */
export async function startPatchbay(config: Config): Promise<Patchbay> {
  const instance = await openInstance(config, 'server');
  try {
    return await startServices(config, instance);
  } catch (error) {
    await instance.close();
    throw error;
  }
}

async function startServices(config: Config, instance: Instance): Promise<Patchbay> {
  const log = createLog(config);
  const port = await choosePort(config);
  const url = `http://${displayHost(config.host)}:${port}`;
  const origin = config.publicUrl ?? url;
  const name = [await installationIn(config.home), port, ...config.services].join('/');
  const onError = (error: unknown, about: object) => log.error({ err: error, ...about }, 'Something went wrong.');
  const composed = await composeApp({ config, instance, name, origin, onError });
  const { app, checks } = composed;
  const server = await createServer({
    log,
    checks,
    ...(config.services.has('hooks') ? { intercept: wireHooks(composed, instance.database) } : {}),
    ...(config.services.has('api')
      ? { api: { app, auth: authOf(), origin, publicUrl: config.publicUrl, webFolder } }
      : {}),
  });
  await app.worker.start();
  await server.listen({ host: config.host, port });
  await instance.announce(url);

  function authOf() {
    return createAuth({
      adapter: authAdapter(instance.database),
      instanceKey: instance.instanceKey,
      origin,
      welcome: (user) => welcomeUser(user, app),
      onError: (message) => log.error(message),
    });
  }

  return {
    url: config.publicUrl ?? url,
    ...(port === config.port ? {} : { takenPort: config.port }),
    async stop() {
      await stopListening(server, () => app.worker.stop());
      await composed.close();
      await instance.close();
    },
  };
}

/** New connections are refused while the worker drains; whoever waits for an answer gets it before theirs is closed. */
async function stopListening(server: FastifyInstance, drain: () => Promise<void>): Promise<void> {
  server.server.close();
  await drain();
  server.server.closeAllConnections();
  await server.close();
}

/** An address that can be opened in a browser: one that means "every address" cannot. */
function displayHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
