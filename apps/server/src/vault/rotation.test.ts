import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRotationStore, sealedTables } from '../store/rotationStore.ts';
import { testDatabase } from '../store/testing.ts';
import { createKeyStore } from '../store/workspaceKeys.ts';
import { encrypt } from './envelope.ts';
import { followedBy, InstanceKeys } from './InstanceKeys.ts';
import { signingKeyOf } from './rotation.ts';
import { createVault, type Sealed } from './vault.ts';

const run = promisify(execFile);
const commandLine = new URL('../cli/main.ts', import.meta.url).pathname;
const user = new URL('./testing/usesSecrets.fixture.ts', import.meta.url).pathname;

let database: Awaited<ReturnType<typeof testDatabase>>;
let home: string;
beforeAll(async () => {
  database = await testDatabase();
  home = await mkdtemp(join(tmpdir(), 'patchbay-keys-'));
});
afterAll(async () => {
  await rm(home, { recursive: true, force: true });
  await database.drop();
});

async function makeWorkspaces(count: number): Promise<string[]> {
  const data = Array.from({ length: count }, () => ({ id: randomUUID(), name: 'Acme' }));
  await database.prisma.workspace.createMany({ data });
  return data.map(({ id }) => id);
}

const vaultOf = (...[instanceKey = Buffer.alloc(32), ...olderKeys]: Uint8Array[]) =>
  createVault({ instanceKey, olderKeys, keys: createKeyStore(database), newId: randomUUID });

const environment = (key: Uint8Array | undefined) => ({
  ...process.env,
  DATABASE_URL: database.url,
  PATCHBAY_HOME: home,
  PATCHBAY_KEY: key === undefined ? '' : Buffer.from(key).toString('hex'),
});

/** Types a command, in a process of its own. */
async function keys(key: Uint8Array | undefined, ...argv: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [commandLine, 'keys', ...argv], { env: environment(key) });
  return stdout;
}

const keyIn = async (name: string) => Buffer.from(await readFile(join(home, name), 'utf8'), 'base64');

async function startUser(key: Uint8Array, workspaces: string[]) {
  const child = spawn(process.execPath, [user, database.url, Buffer.from(key).toString('hex'), ...workspaces], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    async stop(): Promise<{ sealed: number; opened: number; renewed: number; failed: number; failures: string[] }> {
      child.stdin.end();
      return JSON.parse((await lines.next()).value ?? '{}');
    },
  };
}

/** Kills the process as soon as it has told that it got somewhere. */
async function killedOnTheWay(child: ChildProcess): Promise<void> {
  if (child.stderr === null) throw new Error('It says nothing.');
  await once(child.stderr, 'data');
  child.kill('SIGKILL');
  await once(child, 'close');
}

const wrappedBy = async () => {
  const { rows } = await database.pool.query<{ id: string; n: number }>(
    'select instance_key_id as id, count(*)::int as n from workspace_key group by 1 order by 1',
  );
  return rows;
};

describe('rotating keys while others work', () => {
  it('fails nobody, goes on where it was killed, and leaves the old key worth nothing', async () => {
    const first = randomBytes(32);
    const workspaces = await makeWorkspaces(1_200);
    const vault = vaultOf(first);
    for (let at = 0; at < workspaces.length; at += 100)
      await Promise.all(workspaces.slice(at, at + 100).map((workspaceId) => vault.renewKey(workspaceId)));
    const fresh = await makeWorkspaces(40);
    const users = await Promise.all([1, 2].map(() => startUser(first, [...workspaces.slice(0, 20), ...fresh])));

    // 1. A rotation of the instance key that dies on its way.
    await killedOnTheWay(spawn(process.execPath, [commandLine, 'keys', 'rotate'], { env: environment(first) }));
    expect((await wrappedBy()).length).toBe(2);
    // 2. It goes on to the end, with the same new key.
    expect(await keys(first, 'rotate')).toMatch(/^The rotation that was under way is finished\./);
    const second = await keyIn('key.new');
    // 3. The workspaces' own keys, and the instance key once more.
    for (const workspace of workspaces.slice(0, 4))
      expect(await keys(second, 'rotate', '--workspaces', '--workspace', workspace)).toMatch(
        /^1 workspace has a new key; secrets sealed anew: \d+/,
      );
    expect(await keys(second, 'rotate')).toMatch(/^The instance key is a new one\./);
    const third = await keyIn('key.new');
    expect(third).not.toEqual(second);
    await expect(keys(second, 'drop')).rejects.toThrow(/Set PATCHBAY_KEY to the newest one first/);

    const told = await Promise.all(users.map((one) => one.stop()));
    expect(told.map(({ failed, failures }) => [failed, failures])).toEqual([
      [0, []],
      [0, []],
    ]);
    for (const { renewed } of told) expect(renewed).toBeGreaterThan(100);

    const { rows } = await database.pool.query<{ id: string; workspace_id: string; sealed: Sealed }>(
      'select id, workspace_id, sealed from connection order by id limit 200',
    );
    const places = rows.map(
      ({ id, workspace_id, sealed }) => [{ workspaceId: workspace_id, connectionId: id }, sealed] as const,
    );
    // Until it is dropped, a process that knows only the first key still follows to the third.
    for (const [place, sealed] of places) await vaultOf(first).open(place, sealed);
    await keys(third, 'drop');
    expect(await wrappedBy()).toHaveLength(1);
    for (const [place, sealed] of places) {
      expect(await vaultOf(third).open(place, sealed)).toHaveProperty('token');
      await expect(vaultOf(first, second).open(place, sealed)).rejects.toThrow(/another instance key/);
    }
  });
});

describe('an instance key in the data folder', () => {
  it('is replaced there, the one before kept until it is dropped, and signing stays as it was', async () => {
    await database.pool.query('truncate instance_key, instance_secret, workspace_key, connection cascade');
    const [workspaceId = ''] = await makeWorkspaces(1);
    await keys(undefined, 'rotate');
    const [one, two] = [await keyIn('key.old'), await keyIn('key')];
    expect(one).not.toEqual(two);
    const store = createRotationStore(database);
    const signing = (key: Uint8Array) =>
      signingKeyOf({ store, instanceKeys: new InstanceKeys([key], store.following) });
    expect([Buffer.from(await signing(one)), Buffer.from(await signing(two))]).toEqual([one, one]);
    const place = { workspaceId, connectionId: randomUUID() };
    const sealed = await vaultOf(one).seal(place, { token: 'sesame' });
    expect((await wrappedBy()).map(({ n }) => n)).toEqual([1]);
    expect(await vaultOf(two).open(place, sealed)).toEqual({ token: 'sesame' });
    await keys(undefined, 'drop');
    expect((await readdir(home)).filter((name) => name.startsWith('key.old'))).toEqual([]);
    expect(await vaultOf(two).open(place, sealed)).toEqual({ token: 'sesame' });
    await expect(vaultOf(one).open(place, sealed)).rejects.toThrow(/another instance key/);
  });
});

describe('instance keys', () => {
  it('go from an older one that is set to the newer one that is set before it', async () => {
    await database.pool.query('truncate instance_key, instance_secret, workspace_key, connection cascade');
    const [older, newer] = [randomBytes(32), randomBytes(32)];
    const [workspaceId = ''] = await makeWorkspaces(1);
    const place = { workspaceId, connectionId: randomUUID() };
    const sealed = await vaultOf(older).seal(place, { token: 'sesame' });
    const both = `${newer.toString('hex')},${older.toString('hex')}`;
    const env = { ...environment(older), PATCHBAY_KEY: both };
    await run(process.execPath, [commandLine, 'keys', 'rotate'], { env });
    for (const key of [older, newer]) expect(await vaultOf(key).open(place, sealed)).toEqual({ token: 'sesame' });
    await keys(newer, 'drop');
    expect(await vaultOf(newer).open(place, sealed)).toEqual({ token: 'sesame' });
    await expect(vaultOf(older).open(place, sealed)).rejects.toThrow(/another instance key/);
  });

  it('take no key that whoever writes to the database has put there', async () => {
    const [own, planted] = [randomBytes(32), randomBytes(32)];
    const { id, wrapped } = followedBy({ id: 'x', key: own }, planted);
    const cases = [
      // Under the name of another one, by another key, and moved from another row.
      [{ ...followedBy({ id: 'x', key: own }, own), wrappedBy: 'x', id: 'someone' }],
      [{ id, wrappedBy: 'x', wrapped: encrypt(planted, planted, Buffer.from('')) }],
      [{ id: 'other', wrappedBy: 'x', wrapped }],
    ];
    for (const following of cases) {
      const instanceKeys = new InstanceKeys([own], async () => following);
      await expect(instanceKeys.find(following[0]?.id ?? '')).rejects.toThrow(/another instance key|something else/);
    }
  });
});

it('knows every column that holds what the vault has sealed', async () => {
  const { rows } = await database.pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'sealed' order by 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(sealedTables).sort());
});
