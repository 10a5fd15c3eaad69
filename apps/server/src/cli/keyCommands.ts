import type { Config } from '../config.ts';
import { dropOlderKey, keepInstanceKey } from '../database/home.ts';
import type { Instance } from '../database/openInstance.ts';
import { StartError } from '../startError.ts';
import { createRotationStore } from '../store/rotationStore.ts';
import { createKeyStore } from '../store/workspaceKeys.ts';
import { SecretUnreadable } from '../vault/envelope.ts';
import { InstanceKeys } from '../vault/InstanceKeys.ts';
import { dropOlderKeys, RotationRefused, rotateInstanceKey, rotateWorkspaceKeys } from '../vault/rotation.ts';
import { createVault } from '../vault/vault.ts';
import { randomUUIDv7 } from 'node:crypto';
import type { Output } from './output.ts';
import { type CommandLine, UsageError } from './usage.ts';

type Installation = { instance: Instance; config: Config };

/** `keys rotate`: a new instance key, or with `--workspaces` new keys of the workspaces. Servers that run need no restart. */
export function rotateKeysCommand(line: CommandLine, installation: Installation): Promise<Output> {
  return told(() => (line.workspaces ? rotateWorkspaces(line, installation) : rotateInstance(installation)));
}

/** `keys drop`: makes the older instance keys worth nothing. */
export function dropKeysCommand(_line: CommandLine, { instance, config }: Installation): Promise<Output> {
  return told(async () => {
    const dropped = await dropOlderKeys(reached(instance));
    if (config.instanceKey === undefined) await dropOlderKey(config.home);
    const text = 'The older instance keys open nothing any more. Backups of the database from before still need them.';
    return { data: dropped, text };
  });
}

async function rotateInstance({ instance, config }: Installation): Promise<Output> {
  const isSet = config.instanceKey !== undefined;
  let file = '';
  const rotated = await rotateInstanceKey(
    { ...reached(instance), onProgress: say('Keys of workspaces') },
    async (next) => {
      file = await keepInstanceKey(config.home, next.key, { isSet });
    },
  );
  const begun = rotated.wasUnderWay ? 'The rotation that was under way is finished' : 'The instance key is a new one';
  const next = isSet
    ? `The new key is in ${file}. Set PATCHBAY_KEY to it for every process; until then they go on with the old one.`
    : `It is in ${file}, and servers that run know it already.`;
  const last = 'Once all are started with it, "keys drop" makes the old one worth nothing.';
  return { data: { ...rotated, file }, text: `${begun}. ${count(rotated.rewrapped)} wrapped anew.\n${next}\n${last}` };
}

async function rotateWorkspaces({ workspace }: CommandLine, { instance }: Installation): Promise<Output> {
  const { database, instanceKey, olderKeys } = instance;
  const { store } = reached(instance);
  const vault = createVault({ instanceKey, olderKeys, keys: createKeyStore(database), newId: randomUUIDv7 });
  const only = workspace === undefined ? undefined : await workspaceNamed(instance, workspace);
  const rotated = await rotateWorkspaceKeys({ store, vault, onProgress: say('Workspaces') }, only);
  const { workspaces, resealed } = rotated;
  const whose = workspaces === 1 ? '1 workspace has a new key' : `${workspaces} workspaces have new keys`;
  const text = `${whose}; secrets sealed anew: ${resealed}.`;
  return { data: rotated, text };
}

async function workspaceNamed({ database }: Instance, named: string): Promise<string> {
  const all = await database.prisma.workspace.findMany({ select: { id: true, name: true } });
  const [found, ...more] = all.filter(({ id, name }) => id === named || name === named);
  if (found === undefined || more.length > 0) throw new UsageError(`There is not one workspace "${named}".`);
  return found.id;
}

function reached({ database, instanceKey, olderKeys = [] }: Instance) {
  const store = createRotationStore(database);
  return { store, instanceKeys: new InstanceKeys([instanceKey, ...olderKeys], store.following) };
}

/** To the standard error, so that the output stays what was asked for. */
function say(what: string) {
  return (done: number, all: number) => console.error(`${what}: ${done} of ${all}.`);
}

function count(keys: number): string {
  return keys === 1 ? 'The key of 1 workspace was' : `The keys of ${keys} workspaces were`;
}

async function told(work: () => Promise<Output>): Promise<Output> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RotationRefused || error instanceof SecretUnreadable)
      throw new StartError(error.message, { cause: error });
    throw error;
  }
}
