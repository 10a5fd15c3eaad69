// A process that seals, opens and renews secrets without a pause until its input ends, and says what went wrong. For tests of
// rotation. It is told only the instance key that it starts with.

import { randomUUID } from 'node:crypto';
import { createAccountRows } from '../../store/accountRows.ts';
import { createConnectionStore } from '../../store/connectionStore.ts';
import { openDatabase } from '../../store/database.ts';
import { createKeyStore } from '../../store/workspaceKeys.ts';
import { createVault } from '../vault.ts';

const [url = '', key = '', ...workspaces] = process.argv.slice(2);
const database = await openDatabase(url, { connections: 4 });
const instanceKey = Buffer.from(key, 'hex');
const by = randomUUID();
const done = { sealed: 0, opened: 0, renewed: 0, began: 0 };
const failures: string[] = [];
const over = new AbortController();

/** Each time a vault that has nothing in memory yet, as a process that has just been started. */
function openStores() {
  const vault = createVault({ instanceKey, keys: createKeyStore(database), newId: randomUUID });
  return { accounts: createConnectionStore(database, vault), rows: createAccountRows(database, vault) };
}

async function round(stores: ReturnType<typeof openStores>): Promise<void> {
  const workspaceId = workspaces[Math.floor(Math.random() * workspaces.length)] ?? '';
  const secret = { token: randomUUID() };
  const auth = { kind: 'bearer' } as const;
  const account = { connector: 'acme', name: 'Acme', auth, hosts: [], secret, sharedWith: 'workspace' } as const;
  const { id } = await stores.accounts.create({
    workspaceId,
    userId: 'ada',
    ...account,
    checked: { state: 'untested' },
  });
  done.sealed += 1;
  for (let generation = 0; generation < 3; generation += 1) {
    const read = await stores.rows.read({ id, workspaceId });
    if (read?.secret.token !== secret.token) throw new Error('It reads another secret.');
    done.opened += 1;
    secret.token = randomUUID();
    if (!(await stores.rows.lease({ id, workspaceId, generation, by }))) throw new Error('No lease.');
    if (!(await stores.rows.keep({ id, workspaceId, generation, by, renewed: { secret } })))
      throw new Error('It was not kept.');
    done.renewed += 1;
  }
}

async function goOn(): Promise<void> {
  for (let stores = openStores(), count = 0; !over.signal.aborted; count += 1) {
    if (count % 5 === 0) {
      stores = openStores();
      done.began += 1;
    }
    await round(stores).catch((error: unknown) => failures.push(String(error)));
  }
}

const working = [goOn(), goOn(), goOn()];
process.stdout.write('ready\n');
process.stdin.resume();
process.stdin.once('end', async () => {
  over.abort();
  await Promise.all(working);
  process.stdout.write(`${JSON.stringify({ ...done, failures: failures.slice(0, 5), failed: failures.length })}\n`);
  await database.close();
});
