import type { Auth } from '@patchbay/connector';
import type { ConnectorStore } from '../connectors/connectorStore.ts';

/** A connected account as anybody may see it: never the secret. */
export type ConnectionRow = {
  id: string;
  connector: string;
  name: string;
  kind: Auth['kind'];
  /** Of kind `fields`: which of the connector's ways it answers. */
  way?: string;
  createdAt: string;
  createdBy: string | null;
};

/** What a person types to connect an account. */
export type ConnectionSecret =
  | { kind: 'bearer'; token: string }
  | { kind: 'basic'; username: string; password: string }
  | { kind: 'apiKey'; value: string }
  | { kind: 'fields'; id: string; values: Record<string, string> };

type NewConnection = {
  workspaceId: string;
  userId: string;
  connector: string;
  name: string;
  /** The description's way of signing in that the secret answers. */
  auth: Auth;
  secret: ConnectionSecret;
  /** Origins the secret may be sent to. */
  hosts: readonly string[];
};

/** The connected accounts of a workspace; secrets go in and never come out. */
export type ConnectionStore = {
  list(workspaceId: string): Promise<ConnectionRow[]>;
  create(connection: NewConnection): Promise<ConnectionRow>;
  /** False when the workspace has no such connection. */
  remove(workspaceId: string, connectionId: string): Promise<boolean>;
};

export type ConnectionDeps = { connections: ConnectionStore; connectors: ConnectorStore };
