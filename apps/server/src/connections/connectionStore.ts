import type { Auth } from '@patchbay/connector';
import type { CatalogSource, ConnectorStore } from '../connectors/connectorStore.ts';
import type { SharedWith } from '../policies/mayUse.ts';
import type { Renewed } from '../signIn/renew.ts';
import type { OpenConnection } from '../vault/signRequest.ts';
import type { CallOnce } from '../worker/callOnce.ts';
import type { AccountLogStore } from './accountLog.ts';
import type { AccountPicture } from './accountPicture.ts';
import type { ConnectionUseStore } from './connectionUses.ts';
import type { ResumeStore } from './dueResumes.ts';

/** A connected account as anybody may see it: never the secret. Times are ISO instants. */
export type ConnectionRow = {
  id: string;
  connector: string;
  name: string;
  kind: Auth['kind'];
  /** Of kind `fields`: which of the connector's ways it answers. */
  way?: string;
  /** Whose it is, in the words of the other side. */
  label?: string;
  /** Another text for another picture of it; absent where there is none. */
  picture?: string;
  state: 'untested' | 'works' | 'broken';
  /** The names of what is kept of it; never what stands there. */
  fields: readonly string[];
  /** Why it is broken, in a sentence. */
  problem?: string;
  /** Since when it is broken. */
  brokenAt?: string;
  checkedAt?: string;
  /** When its permission is over, where nothing renews it. */
  expiresAt?: string;
  /** Where its requests go, where that is its own. */
  baseUrl?: string;
  /** The origins its secret may be sent to. */
  hosts: readonly string[];
  /** What the other side says it may do; absent where that is not known. */
  scopes?: readonly string[];
  sharedWith: SharedWith;
  /** Of the runs that waited for it: how many are dealt with so far. Absent where none are being dealt with. */
  resuming?: { total: number; done: number; isDropping: boolean };
  /** When it was last asked for; within the hour it is not written again. */
  lastUsedAt?: string;
  createdAt: string;
  createdBy: string | null;
};

/** What a person types to connect an account: what was typed for the nth of the connector's ways, by the names of its fields. */
export type ConnectionSecret =
  | { kind: 'way'; way: number; values: Record<string, string> }
  | { kind: 'bearer'; token: string }
  | { kind: 'basic'; username: string; password: string }
  | { kind: 'apiKey'; value: string }
  | { kind: 'fields'; id: string; values: Record<string, string> };

/** An account before it is kept. */
export type NewAccount = Pick<OpenConnection, 'auth' | 'secret' | 'hosts' | 'baseUrl'> & Omit<Renewed, 'secret'>;

/** What a test call has shown. */
export type Checked = { state: 'works' | 'untested'; label?: string; picture?: AccountPicture };

type NewConnection = NewAccount & {
  workspaceId: string;
  userId: string;
  connector: string;
  name: string;
  checked: Checked;
  /** `people`: nobody but whoever connects it, until they share it. */
  sharedWith: 'workspace' | 'people';
};

/** The connected accounts of a workspace; secrets go in and never come out. */
export type ConnectionStore = ConnectionUseStore & {
  list(workspaceId: string): Promise<ConnectionRow[]>;
  find(workspaceId: string, connectionId: string): Promise<ConnectionRow | null>;
  picture(workspaceId: string, connectionId: string): Promise<AccountPicture | null>;
  create(connection: NewConnection): Promise<ConnectionRow>;
  /** Puts another secret in its place; what waits for it is carried on. Null when the workspace has no such connection. */
  replace(
    place: { workspaceId: string; connectionId: string },
    account: NewAccount & { checked: Checked },
  ): Promise<ConnectionRow | null>;
  /** Keeps what a test call has shown. */
  check(place: { workspaceId: string; connectionId: string }, checked: Checked | { problem: string }): Promise<void>;
  /** Says who may use it besides whoever connected it. Null when the workspace has no such connection. */
  share(place: { workspaceId: string; connectionId: string }, sharedWith: SharedWith): Promise<ConnectionRow | null>;
  /**
   * Forgets the account of this generation, and has the runs that waited for it tried again: they end there. False where it
   * has another secret by now, or a process is renewing it just now and nobody insists.
   */
  remove(account: {
    workspaceId: string;
    connectionId: string;
    generation: number;
    insists: boolean;
    now: number;
  }): Promise<boolean>;
};

export type ConnectionDeps = {
  connections: ConnectionStore;
  connectors: ConnectorStore;
  catalogs: Pick<CatalogSource, 'forDocument' | 'forRefs'>;
  callOnce: CallOnce;
  /** Gets the picture at an address that an app gave. Undefined where there is none that may be shown; never throws. */
  fetchPicture(address: string): Promise<AccountPicture | undefined>;
  resumes: ResumeStore;
  accountLog: AccountLogStore;
  /** As it is kept now. */
  readAccount(place: { workspaceId: string; id: string }): Promise<OpenConnection | undefined>;
};
