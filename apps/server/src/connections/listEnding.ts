import type { Access } from '../policies/can.ts';
import type { ConnectionDeps } from './connectionStore.ts';
import { listUses } from './listUses.ts';

/** An account that ends by itself soon, and the flows that stop then. `endsAt` is an ISO instant; it may be over. */
export type EndingAccount = {
  id: string;
  name: string;
  connector: string;
  endsAt: string;
  stops: { id: string; name: string }[];
};

const DAYS = 14;
const MOST = 20;

/** The accounts whose permission is over within the next 14 days, where nothing renews it: the next one first. */
export async function listEnding(
  access: Access<'connection.read'>,
  { connections, now }: Pick<ConnectionDeps, 'connections'> & { now(): number },
): Promise<EndingAccount[]> {
  const until = now() + DAYS * 86_400_000;
  const ending = (await connections.list(access.workspaceId))
    .flatMap(({ id, name, connector, state, expiresAt }) =>
      // A broken one does not stop then: it has stopped.
      expiresAt === undefined || state === 'broken' || Date.parse(expiresAt) > until
        ? []
        : [{ id, name, connector, endsAt: expiresAt }],
    )
    .sort((a, b) => a.endsAt.localeCompare(b.endsAt))
    .slice(0, MOST);
  return Promise.all(ending.map(async (account) => ({ ...account, stops: await stopsOf(account.id) })));

  async function stopsOf(connectionId: string): Promise<{ id: string; name: string }[]> {
    const { flows, callers } = await listUses({ connectionId }, access, { connections });
    return [...flows.filter(({ stops }) => stops), ...callers].map(({ id, name }) => ({ id, name }));
  }
}
