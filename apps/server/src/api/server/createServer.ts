import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import rateLimit from '@fastify/rate-limit';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { readAhead } from '../../connectors/builtIns.ts';
import { AppError } from '../../errors.ts';
import { admitSignUp } from '../../signUp/admitSignUp.ts';
import { askForAccount } from '../../signUp/askForAccount.ts';
import type { App } from '../context.ts';
import { requirePermissions } from '../requirePermissions.ts';
import { type AppRouter, appRouter } from '../router.ts';
import { answerError } from './answerError.ts';
import type { Auth } from './auth.ts';
import { authRoutes, toWebHeaders } from './authRoutes.ts';
import { checkOrigin, type ReachedBy } from './checkOrigin.ts';
import { compressAnswers } from './compressAnswers.ts';
import { fileRoutes } from './fileRoutes.ts';
import { callApi } from './firstAnswers.ts';
import { type HealthChecks, healthRoutes } from './health.ts';
import { oauthRoutes } from './oauthRoutes.ts';
import { pictureRoutes } from './pictureRoutes.ts';
import { securityHeaders } from './securityHeaders.ts';
import { webApp } from './webApp.ts';

export type ServerOptions = {
  log: FastifyBaseLogger;
  checks: HealthChecks;
  /** Answers a request by itself and says so; asked before anything else, for every request. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** The API and the web app; absent on a process that only takes hooks or runs. */
  api?: { app: App; auth: Auth; origin: string; webFolder: string; aheadMs?: number } & ReachedBy;
};

/** An imported API description is the largest thing anybody sends to the API. */
const BODY_LIMIT = 32 * 1024 * 1024;

/** What a process answers that serves neither the API nor the web app. */
const NOT_HERE = {
  code: 'not_served_here',
  message: 'This process was started without the service "api". Ask one that has it, or the address in PATCHBAY_URL.',
};

/** What a browser with several tabs never needs, and a program that went wrong soon reaches. Signing in has its own limit. */
const MOST_A_MINUTE = 6_000;

/** The server without a port: hooks first, then health, API and web app. */
export async function createServer({ log, checks, intercept, api }: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 5_000 },
    forceCloseConnections: 'idle',
    // Where something stands in front, it says last who asked; else nobody is believed.
    trustProxy: (_address, hop) => api?.publicUrl !== undefined && hop < 1,
    serverFactory: (handler) =>
      createHttpServer({ requestTimeout: 120_000 }, (request, response) => {
        if (intercept?.(request, response) !== true) handler(request, response);
      }),
  });
  app.setErrorHandler(answerError);
  await app.register(healthRoutes, { checks });
  if (api === undefined) app.setNotFoundHandler((_request, reply) => reply.code(404).send(NOT_HERE));
  else await registerApi(app, api);
  return app;
}

async function registerApi(
  app: FastifyInstance,
  { app: deps, auth, origin, webFolder, aheadMs, ...reachedBy }: Required<ServerOptions>['api'],
) {
  const isHttps = origin.startsWith('https:');
  await securityHeaders(app, { isHttps });
  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/api/')) checkOrigin(request, reachedBy);
  });
  await app.register(rateLimit, {
    max: MOST_A_MINUTE,
    timeWindow: 60_000,
    allowList: (request) => !request.url.startsWith('/api/'),
    errorResponseBuilder: () => new AppError('too_many_requests'),
  });
  await app.register(authRoutes, {
    prefix: '/api/auth',
    auth,
    origin,
    takeTry: deps.takeTry,
    admit: (wish) => admitSignUp(wish, deps),
    askForAccount: (wish) => askForAccount(wish, deps),
  });
  requirePermissions(appRouter);
  const actorOf = async (request: FastifyRequest) => {
    const session = await auth.api.getSession({ headers: toWebHeaders(request) });
    const actor = session && (await deps.workspaces.findActor(session.user.id));
    return actor && { ...actor, sessionId: session.session.id };
  };
  await app.register(fileRoutes, { prefix: '/api/files', files: deps.files, within: deps.within, actorOf });
  await app.register(pictureRoutes, {
    prefix: '/api/pictures',
    connections: deps.connections,
    within: deps.within,
    actorOf,
  });
  await app.register(oauthRoutes, { prefix: '/oauth', app: deps, actorOf });
  const trpc: FastifyTRPCPluginOptions<AppRouter>['trpcOptions'] = {
    router: appRouter,
    createContext: async ({ req, res, info }) => {
      const actor = await actorOf(req);
      if (actor === null || info.type !== 'subscription') return { ...deps, actor };
      deps.openStreams.add(actor, res.raw);
      // Looked up again: what was lost before it was known here was told to nobody.
      return { ...deps, actor: await actorOf(req) };
    },
    onError: ({ error, path }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR')
        app.log.error({ err: error.cause ?? error, path }, 'A request failed.');
    },
  };
  await app.register(async (answering) => {
    compressAnswers(answering);
    await answering.register(fastifyTRPCPlugin, { prefix: '/api/trpc', trpcOptions: trpc });
  });
  const apiOf = async (request: FastifyRequest) => {
    const actor = await actorOf(request);
    return actor && callApi({ ...deps, actor });
  };
  await app.register(webApp, { folder: webFolder, isHttps, apiOf, aheadMs, onPage: readAhead });
}
