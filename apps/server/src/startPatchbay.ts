import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { createAuth } from './api/server/auth.ts';
import { choosePort } from './api/server/choosePort.ts';
import { createServer, type ServerOptions } from './api/server/createServer.ts';
import { type Composed, composeApp } from './compose/composeApp.ts';
import { wireHooks } from './compose/hookListener.ts';
import { type Config, isOnlyHere } from './config.ts';
import { installationIn } from './database/home.ts';
import { type Instance, openInstance } from './database/openInstance.ts';
import { refuseHooks } from './hooks/refuseHooks.ts';
import { createLog } from './log.ts';
import { sendReset } from './signUp/sendReset.ts';
import { welcomeGuest } from './signUp/welcomeGuest.ts';
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
  // Closed again in reverse order: by `stop`, or at once where something on the way fails.
  await using opened = new AsyncDisposableStack();
  const log = createLog(config);
  const instance = opened.adopt(await openInstance(config, 'server'), ({ close }) => close());
  const held = await choosePort(config);
  const { port } = held;
  const url = `http://${displayHost(config.host)}:${port}`;
  const origin = config.publicUrl ?? url;
  const composed = await composeApp({
    config,
    instance,
    name: [await installationIn(config.home), port, ...config.services].join('/'),
    origin,
    onError: (error, about) => log.error({ err: error, ...about }, 'Something went wrong.'),
    note: (what, sentence) => log.info(what, sentence),
  });
  opened.defer(composed.close);
  if (composed.missingWall !== undefined) {
    const statement = composed.missingWall;
    log.warn(
      { statement },
      'Workspaces have no second wall: this database user may not make its role. Have it run once.',
    );
  }
  const { worker, sendMail, signUpMode } = composed.app;
  if (signUpMode === 'open' && sendMail === undefined && config.publicUrl !== undefined)
    log.warn(
      'Anybody can learn who has an account: the form for new accounts is open. Set up mail, or PATCHBAY_SIGN_UP=invited.',
    );
  opened.defer(() => worker.stop());
  const server = await serve({ config, log, instance, composed, origin });
  opened.defer(() => stopListening(server, () => worker.stop()));
  // Every process moves the runs that begin in it; those of the queue go to the ones that are workers.
  await worker.start({ takesQueued: config.services.has('worker') });
  if (config.services.has('worker')) {
    for (const starter of [
      composed.clockwork,
      composed.poller,
      composed.subscriber,
      composed.announcer,
      composed.accountAlerts,
      composed.housekeeper,
    ]) {
      if (starter === undefined) continue;
      starter.start();
      opened.defer(() => starter.stop());
    }
  }
  await held.release();
  await server.listen({ host: config.host, port });
  await instance.announce(url);
  const running = opened.move();
  return {
    url: config.publicUrl ?? url,
    ...(port === config.port ? {} : { takenPort: config.port }),
    stop: () => running.disposeAsync(),
  };
}

type Serve = Pick<ServerOptions, 'log'> & { config: Config; instance: Instance; composed: Composed; origin: string };

function serve({ config, log, instance, composed, origin }: Serve): Promise<FastifyInstance> {
  const { app, checks } = composed;
  const { services, publicUrl } = config;
  const hooks = {
    instanceKey: instance.signingKey,
    requestsPerSecond: config.hookRequestsPerSecond,
    isBehindProxy: publicUrl !== undefined,
  };
  const auth = createAuth({
    adapter: authAdapter(instance.database),
    instanceKey: instance.signingKey,
    origin,
    welcome: (user, ticket) =>
      welcomeGuest(user, ticket, { ...app, welcome: (newcomer) => welcomeUser(newcomer, app) }),
    sendReset: app.sendMail && sendReset({ ...app, sendMail: app.sendMail }),
    onError: (message) => log.error(message),
  });
  return createServer({
    log,
    checks,
    intercept: services.has('hooks') ? wireHooks(composed, instance.database, hooks) : refuseHooks,
    ...(services.has('api')
      ? { api: { app, auth, origin, publicUrl, isOnlyHere: isOnlyHere(config), webFolder } }
      : {}),
  });
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
