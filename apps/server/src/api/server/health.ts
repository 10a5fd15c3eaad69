import type { FastifyInstance } from 'fastify';

/** Each part that must work for runs to be accepted and moved; resolves to false, or throws, when it does not. */
export type HealthChecks = Readonly<Record<string, () => Promise<boolean> | boolean>>;

/** `/health/live`: the process answers. `/health/ready`: everything it needs does too, 503 otherwise. */
export async function healthRoutes(app: FastifyInstance, { checks }: { checks: HealthChecks }): Promise<void> {
  app.get('/health/live', { logLevel: 'silent' }, async () => ({ status: 'ok' }));
  app.get('/health/ready', { logLevel: 'silent' }, async (_request, reply) => {
    const results = await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await passes(check)]));
    const isReady = results.every(([, ok]) => ok);
    const parts = Object.fromEntries(results.map(([name, ok]) => [name, ok ? 'ok' : 'down']));
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ok' : 'down', ...parts });
  });
}

async function passes(check: () => Promise<boolean> | boolean): Promise<boolean> {
  try {
    return await check();
  } catch {
    return false;
  }
}
