import type { Config } from '../config.ts';
import { StartError } from '../startError.ts';
import { isMigrated } from '../store/checks.ts';
import { type Database, openDatabase, UnsafeDatabase } from '../store/database.ts';
import { type DatabaseKind, UnfitDatabase } from '../store/databaseKind.ts';
import { migrate } from '../store/migrate.ts';
import { createRotationStore } from '../store/rotationStore.ts';
import { type EmbeddedOptions, startEmbeddedPostgres } from './embeddedPostgres.ts';
import { InstanceKeys } from '../vault/InstanceKeys.ts';
import { signingKeyOf } from '../vault/rotation.ts';
import { instanceKeyIn, isCode, olderKeysIn, prepareHome } from './home.ts';

/** The data of one installation, open: its folder, its key and its database, brought to this version. */
export type Instance = {
  database: Database;
  instanceKey: Uint8Array;
  /** Those before it, while they are still given. */
  olderKeys?: readonly Uint8Array[];
  /** What cookies and addresses are signed with: it stays when the instance key is another one. */
  signingKey: Uint8Array;
  /** What a second Patchbay with the same data is told about this one. */
  announce(address: string): Promise<void>;
  close(): Promise<void>;
};

/** Opens the data folder and the database, embedded or not. Throws StartError with what a person can do about it. */
export async function openInstance(config: Config, as: EmbeddedOptions['as']): Promise<Instance> {
  const { home } = config;
  await prepareHome(home);
  const given = [config.instanceKey ?? (await instanceKeyIn(home))];
  given.push(...(config.instanceKey === undefined ? await olderKeysIn(home) : (config.olderKeys ?? [])));
  if (config.databaseUrl !== undefined) {
    const database = await open(config.databaseUrl, config.databaseKind);
    const keys = await keysOf(database, given);
    return { database, ...keys, announce: async () => undefined, close: () => database.close() };
  }
  const embedded = await startEmbeddedPostgres({ home, as });
  try {
    const database = await open(embedded.url);
    const close = async () => {
      await database.close();
      await embedded.stop();
    };
    const keys = await keysOf(database, given);
    return { database, ...keys, announce: (address) => embedded.announce(address), close };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

type Keys = Pick<Instance, 'instanceKey' | 'olderKeys' | 'signingKey'>;

async function keysOf(database: Database, given: readonly Uint8Array[]): Promise<Keys> {
  const store = createRotationStore(database);
  const instanceKeys = new InstanceKeys(given, store.following);
  const signingKey = await signingKeyOf({ store, instanceKeys });
  return { instanceKey: instanceKeys.first.key, olderKeys: given.slice(1), signingKey };
}

async function open(url: string, kind: DatabaseKind = 'postgresql'): Promise<Database> {
  const database = await openDatabase(url, { kind }).catch((error: unknown) => {
    throw new StartError(whyUnreachable(error, url), { cause: error });
  });
  try {
    if (!(await isMigrated(database.pool))) await migrate(url);
    return database;
  } catch (cause) {
    await database.close();
    throw new StartError(`The database could not be brought to this version. ${messageOf(cause)}`, { cause });
  }
}

function whyUnreachable(error: unknown, url: string): string {
  if (error instanceof UnsafeDatabase || error instanceof UnfitDatabase) return error.message;
  const { host, pathname, username } = new URL(url);
  if (isCode(error, '28P01', '28000'))
    return `The database at ${host} does not let ${username} in. Check DATABASE_URL.`;
  if (isCode(error, '3D000'))
    return `There is no database ${pathname.slice(1)} at ${host}. Create it, or check DATABASE_URL.`;
  return `Patchbay cannot reach the database at ${host}: ${messageOf(error)}. Start it, or check DATABASE_URL.`;
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return messageOf(error.errors[0]);
  return error instanceof Error ? error.message : '';
}
