import { randomUUID } from 'node:crypto';
import type { Auth } from '@patchbay/connector';
import type { Checked, ConnectionRow, ConnectionStore, NewAccount } from '../connections/connectionStore.ts';
import type { Vault } from '../vault/vault.ts';
import { ACCOUNT_CHANNEL } from './accountRows.ts';
import { findPicture, keepPicture, pictureData } from './connectionPictures.ts';
import { createConnectionUses } from './connectionUses.ts';
import { leaveAccount } from './leaveAccount.ts';
import { countWaiting, FIRST_RUN } from './resumeStore.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { keepShares } from './shares.ts';
import { tell } from './tell.ts';

/** How long after it was connected again runs may still come to wait for the account as it was. */
const RESUME_MS = 30_000;

/** Connected accounts in PostgreSQL. Secrets are sealed before they come here, and nothing here reads them back. */
export function createConnectionStore(
  { prisma, pool }: Pick<Database, 'prisma' | 'pool'>,
  vault: Pick<Vault, 'seal'>,
): ConnectionStore {
  return {
    ...createConnectionUses(pool),

    async list(workspaceId) {
      const rows = await prisma.connection.findMany({
        where: { workspaceId },
        orderBy: { name: 'asc' },
        select: shown,
      });
      return rows.map(toRow);
    },

    async find(workspaceId, id) {
      const row = await prisma.connection.findFirst({ where: { id, workspaceId }, select: shown });
      return row === null ? null : toRow(row);
    },

    picture: (workspaceId, id) => findPicture(prisma, { workspaceId, connectionId: id }),

    async create({ workspaceId, userId, connector, name, checked, sharedWith, ...account }) {
      const about = { connector, name, sharedWith };
      const id = randomUUID();
      const sealed = await vault.seal({ workspaceId, connectionId: id }, account.secret);
      const shows = checked.picture && { picture: { create: { workspaceId, ...pictureData(checked.picture) } } };
      const row = await prisma.connection.create({
        data: { id, workspaceId, createdBy: userId, ...about, sealed, ...kept(account), ...seen(checked), ...shows },
        select: shown,
      });
      return toRow(row);
    },

    async replace({ workspaceId, connectionId: id }, { checked, ...account }) {
      const sealed = await vault.seal({ workspaceId, connectionId: id }, account.secret);
      const resumeTotal = await countWaiting(pool, { workspaceId, connectionId: id });
      const { count } = await prisma.connection.updateMany({
        where: { id, workspaceId },
        data: { sealed, ...kept(account), ...seen(checked), ...anew(resumeTotal) },
      });
      if (count === 0) return null;
      await keepPicture(prisma, { workspaceId, connectionId: id }, checked.picture ?? null);
      await tell(pool, ACCOUNT_CHANNEL, id);
      return this.find(workspaceId, id);
    },

    async check(place, checked) {
      await keepCheck(prisma, place, checked);
      await tell(pool, ACCOUNT_CHANNEL, place.connectionId);
    },

    async share({ workspaceId, connectionId }, sharedWith) {
      const isThere = await keepShares(prisma, { workspaceId, connectionId, sharedWith });
      await tell(pool, ACCOUNT_CHANNEL, connectionId);
      return isThere ? this.find(workspaceId, connectionId) : null;
    },

    async remove(account) {
      const isRemoved = await leaveAccount(pool, account);
      if (isRemoved) await tell(pool, ACCOUNT_CHANNEL, account.connectionId);
      return isRemoved;
    },
  };
}

/** With another secret: nobody writes over it, and the runs that wait are carried on from the first one on. */
function anew(waiting: number) {
  const resumeUntil = new Date(Date.now() + RESUME_MS);
  const resuming = { resumeAfter: FIRST_RUN, resumeUntil, resumeTotal: waiting, resumeDone: 0, resumeDropsBy: null };
  return { generation: { increment: 1 }, renewingBy: null, renewingUntil: null, ...resuming };
}

async function keepCheck(
  prisma: Database['prisma'],
  { workspaceId, connectionId: id }: { workspaceId: string; connectionId: string },
  checked: Checked | { problem: string },
): Promise<void> {
  const where = { id, workspaceId };
  const data = checkData(checked);
  if (data !== undefined) await prisma.connection.updateMany({ where, data });
  // One that cannot be had today is no reason to lose the one of yesterday.
  if ('picture' in checked && checked.picture)
    await keepPicture(prisma, { workspaceId, connectionId: id }, checked.picture);
  // Since when it is broken stays as it is where it was broken before.
  if ('problem' in checked) {
    await prisma.connection.updateMany({ where: { ...where, brokenAt: null }, data: { brokenAt: new Date() } });
  }
}

/** What is kept of a look at an account; nothing where it told nothing. */
function checkData(checked: Parameters<ConnectionStore['check']>[1]) {
  if ('problem' in checked) {
    return { state: 'broken', problem: checked.problem.slice(0, 1_000), checkedAt: new Date() };
  }
  return checked.state === 'works' ? seen(checked) : undefined;
}

/** What a list shows of a connection; of its sealed secrets only their names. */
const shown = {
  id: true,
  connector: true,
  name: true,
  authKind: true,
  auth: true,
  sealed: true,
  label: true,
  picture: { select: { mark: true } },
  state: true,
  problem: true,
  checkedAt: true,
  expiresAt: true,
  renewAt: true,
  baseUrl: true,
  hosts: true,
  lastUsedAt: true,
  createdAt: true,
  createdBy: true,
  scopes: true,
  brokenAt: true,
  sharedWith: true,
  shares: { select: { userId: true } },
  resumeAfter: true,
  resumeTotal: true,
  resumeDone: true,
  resumeDropsBy: true,
} as const satisfies Prisma.ConnectionSelect;

function toRow(row: Prisma.ConnectionGetPayload<{ select: typeof shown }>): ConnectionRow {
  const { id, connector, name, authKind, label, state, problem, checkedAt, expiresAt, renewAt, baseUrl, lastUsedAt } =
    row;
  // Both written from an account.
  const hosts = row.hosts as string[];
  const auth = row.auth as unknown as Auth;
  return {
    id,
    connector,
    name,
    ...(auth.kind === 'fields' && { way: auth.id }),
    kind: authKind as Auth['kind'],
    fields: Object.keys(Object(row.sealed)),
    ...(label !== null && { label }),
    ...(row.picture !== null && { picture: row.picture.mark }),
    state: state === 'works' || state === 'broken' ? state : 'untested',
    ...(state === 'broken' && problem !== null && { problem }),
    ...(checkedAt !== null && { checkedAt: checkedAt.toISOString() }),
    ...(expiresAt !== null && renewAt === null && { expiresAt: expiresAt.toISOString() }),
    ...(baseUrl !== null && { baseUrl }),
    hosts,
    ...accessOf(row),
    ...(lastUsedAt !== null && { lastUsedAt: lastUsedAt.toISOString() }),
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
  };
}

/** What it may do, who may use it, and what becomes of the runs that waited for it. */
function accessOf(row: Prisma.ConnectionGetPayload<{ select: typeof shown }>) {
  const { state, brokenAt, scopes, sharedWith, shares, resumeAfter, resumeTotal, resumeDone, resumeDropsBy } = row;
  return {
    ...(state === 'broken' && brokenAt !== null && { brokenAt: brokenAt.toISOString() }),
    // Written from what a provider said.
    ...(scopes !== null && { scopes: scopes as string[] }),
    sharedWith: sharedWith === 'workspace' ? ('workspace' as const) : shares.map(({ userId }) => userId),
    ...(resumeAfter !== null &&
      resumeTotal !== null && {
        resuming: { total: resumeTotal, done: resumeDone ?? 0, isDropping: resumeDropsBy !== null },
      }),
  };
}

/** All of an account but its secret. */
function kept({ auth, hosts, baseUrl, expiresAt, renewAt, scopes }: NewAccount) {
  return {
    authKind: auth.kind,
    auth: JSON.parse(JSON.stringify(auth)),
    hosts: [...hosts],
    baseUrl: baseUrl ?? null,
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
    renewAt: renewAt === undefined ? null : new Date(renewAt),
    scopes: scopes === undefined ? Prisma.DbNull : [...scopes],
  };
}

function seen({ state, label }: Checked) {
  const isChecked = state === 'works';
  const mended = { problem: null, brokenAt: null, tellAt: null };
  return { state, ...mended, label: label ?? null, checkedAt: isChecked ? new Date() : null };
}
