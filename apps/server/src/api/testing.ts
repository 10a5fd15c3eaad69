import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Composed, composeApp } from '../compose/composeApp.ts';
import type { Instance } from '../database/openInstance.ts';
import type { Actor, Role } from '../policies/can.ts';
import { testDatabase } from '../store/testing.ts';
import { appRouter } from './router.ts';
import { createCallerFactory } from './trpc.ts';

const createCaller = createCallerFactory(appRouter);

/** The API's procedures as somebody calls them. */
export type Caller = ReturnType<typeof createCaller>;

export type TestApp = Composed & {
  instance: Instance;
  /** Its data folder. */
  home: string;
  /** Somebody new, the owner of a workspace of their own. */
  signUp(name: string): Promise<{ actor: Actor; workspaceId: string; api: Caller }>;
  /** Somebody new who belongs to that workspace only. */
  join(workspaceId: string, role: Role): Promise<{ actor: Actor; api: Caller }>;
  /** The procedures, called by somebody or nobody. */
  as(actor: Actor | null): Caller;
  /** Errors that had no caller to tell. */
  errors: unknown[];
  drop(): Promise<void>;
};

/** The whole app on a database of its own, without a port. Its worker runs, so that flows do. */
export async function testApp(): Promise<TestApp> {
  const database = await testDatabase();
  const instanceKey = randomBytes(32);
  const instance: Instance = {
    database,
    instanceKey,
    signingKey: instanceKey,
    announce: async () => undefined,
    close: () => database.drop(),
  };
  const home = await mkdtemp(join(tmpdir(), 'patchbay-home-'));
  const errors: unknown[] = [];
  const composed = await composeApp({
    config: { allowedNetworks: ['127.0.0.0/8'], home, signUp: 'open' },
    instance,
    name: randomUUID(),
    origin: 'http://patchbay.test',
    onError: (error) => errors.push(error),
  });
  const { app } = composed;
  await app.worker.start();
  const as = (actor: Actor | null) => createCaller({ ...app, actor });
  const user = (name: string) =>
    database.prisma.user.create({ data: { id: randomUUID(), name, email: `${randomUUID()}@example.com` } });
  const actorOf = async (id: string) => {
    const actor = await app.workspaces.findActor(id);
    if (actor === null) throw new Error('The user is gone.');
    return { actor, api: as(actor) };
  };
  return {
    ...composed,
    instance,
    home,
    errors,
    as,
    async signUp(name) {
      const { id } = await user(name);
      const workspace = await app.workspaces.createFor({ id, name });
      return { ...(await actorOf(id)), workspaceId: workspace.id };
    },
    async join(workspaceId, role) {
      const { id } = await user(role);
      await database.prisma.member.create({ data: { workspaceId, userId: id, role } });
      return actorOf(id);
    },
    async drop() {
      await app.worker.stop(1_000);
      await composed.close();
      await rm(home, { recursive: true, force: true });
      await database.drop();
    },
  };
}

/** The code and details of the AppError that a call is refused with. Throws when it is not. */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; details: unknown; message: string }> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error('It was not refused.');
  const cause = error.cause ?? error;
  if (!(cause instanceof Error) || !('code' in cause)) throw error;
  return { code: String(cause.code), details: 'details' in cause ? cause.details : undefined, message: cause.message };
}
