import { randomUUID } from 'node:crypto';
import type { AccountLogStore } from '../connections/accountLog.ts';
import type { ResumeStore } from '../connections/dueResumes.ts';
import { createRunRight, type RunRight } from '../connections/runRight.ts';
import { type ClientStore, createFindClient, type FindClient, type OAuthClient } from '../oauth/clients.ts';
import type { AttemptStore } from '../oauth/attempts.ts';
import type { Egress } from '../egress/egress.ts';
import { Accounts } from '../signIn/Accounts.ts';
import { createAccountLog } from '../store/accountLog.ts';
import { createAccountRows } from '../store/accountRows.ts';
import type { Database } from '../store/database.ts';
import type { Notifications } from '../store/notifications.ts';
import { createAttemptStore } from '../store/oauth/attemptStore.ts';
import { createClientStore } from '../store/oauth/clientStore.ts';
import { createOpenConnections } from '../store/openConnections.ts';
import { createPublishers } from '../store/publishers.ts';
import { createResumeStore } from '../store/resumeStore.ts';
import type { OpenAccount, OpenConnection } from '../vault/signRequest.ts';
import type { Vault } from '../vault/vault.ts';

export type AccountParts = {
  database: Pick<Database, 'prisma' | 'pool'>;
  vault: Vault;
  egress: Pick<Egress, 'request'>;
  notifications: Pick<Notifications, 'on' | 'onGap'>;
  /** Clients that whoever runs Patchbay has set up for all workspaces, by the connector's id. */
  oauthClients?: ReadonlyMap<string, OAuthClient>;
  now(): number;
};

export type OpenedAccounts = {
  accounts: Accounts;
  openConnection: OpenAccount;
  mayRunUse: RunRight;
  resumes: ResumeStore;
  accountLog: AccountLogStore;
};

/** Everything that opens connected accounts and keeps their tokens good. */
export function openAccounts(parts: AccountParts): OpenedAccounts {
  const { database, vault, egress, notifications, oauthClients = new Map(), now } = parts;
  const findClient = createFindClient(createClientStore(database, vault), oauthClients);
  const rows = createAccountRows(database, vault);
  return {
    accounts: new Accounts({ rows, process: randomUUID(), egress, findClient, now }),
    openConnection: createOpenConnections(database, { vault, notifications, now }),
    mayRunUse: createRunRight(createPublishers(database.pool)),
    resumes: createResumeStore(database.pool),
    accountLog: createAccountLog(database.pool),
  };
}

/** What people's requests need of accounts and of signing in, behind the wall. */
export type AccountsOfPeople = {
  clients: ClientStore;
  findClient: FindClient;
  attempts: AttemptStore;
  resumes: ResumeStore;
  accountLog: AccountLogStore;
  readAccount(place: { id: string; workspaceId: string }): Promise<OpenConnection | undefined>;
};

type PeopleParts = Pick<AccountParts, 'vault' | 'oauthClients'> & { people: Pick<Database, 'prisma' | 'pool'> };

/** See `AccountsOfPeople`. */
export function openAccountsOfPeople({ people, vault, oauthClients = new Map() }: PeopleParts): AccountsOfPeople {
  const clients = createClientStore(people, vault);
  return {
    clients,
    findClient: createFindClient(clients, oauthClients),
    attempts: createAttemptStore(people, vault),
    resumes: createResumeStore(people.pool),
    accountLog: createAccountLog(people.pool),
    readAccount: createAccountRows(people, vault).read,
  };
}
