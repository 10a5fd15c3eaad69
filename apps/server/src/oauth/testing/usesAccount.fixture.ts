// A process that uses one account many times at once, whenever it is told to, and says how it went. For tests of renewal.

import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { createEgress } from '../../egress/egress.ts';
import { Accounts } from '../../signIn/Accounts.ts';
import { createAccountRows } from '../../store/accountRows.ts';
import { openDatabase } from '../../store/database.ts';
import { createClientStore } from '../../store/oauth/clientStore.ts';
import { createKeyStore } from '../../store/workspaceKeys.ts';
import { createVault } from '../../vault/vault.ts';
import { createFindClient } from '../clients.ts';

const [url = '', key = '', workspaceId = '', id = '', api = ''] = process.argv.slice(2);
const database = await openDatabase(url, { connections: 4 });
const vault = createVault({
  instanceKey: Buffer.from(key, 'hex'),
  keys: createKeyStore(database),
  newId: randomUUID,
});
const egress = createEgress({ allowNetworks: ['127.0.0.0/8'] });
const rows = createAccountRows(database, vault);
const findClient = createFindClient(createClientStore(database, vault), new Map());
const accounts = new Accounts({ rows, process: randomUUID(), egress, findClient, now: Date.now });

async function use(): Promise<number> {
  const account = await rows.read({ id, workspaceId });
  if (account === undefined) throw new Error('It is gone.');
  const ready = await accounts.ready(account);
  const headers = { authorization: `Bearer ${ready.secret.accessToken}` };
  return (await egress.request({ method: 'GET', url: api, headers })).status;
}

process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const statuses = await Promise.all(Array.from({ length: Number(line) }, () => use().catch(String)));
  process.stdout.write(`${JSON.stringify(Object.groupBy(statuses, String))}\n`);
}
await egress.close();
await database.close();
