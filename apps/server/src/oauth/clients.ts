/** Under which name Patchbay signs in at a provider: what its screen for developers calls client or app. */
export type OAuthClient = { id: string; secret?: string };

/** What is shown of a client: never its secret. */
export type ClientRow = {
  clientId: string;
  /** Of the workspace, or of all workspaces, set up by whoever runs Patchbay. */
  from: 'workspace' | 'instance';
};

/** The clients that workspaces have registered at providers. Secrets go in sealed. */
export type ClientStore = {
  find(workspaceId: string, connector: string): Promise<OAuthClient | undefined>;
  save(workspaceId: string, connector: string, client: OAuthClient): Promise<void>;
  remove(workspaceId: string, connector: string): Promise<void>;
};

export type FindClient = (
  workspaceId: string,
  connector: string,
) => Promise<(OAuthClient & Pick<ClientRow, 'from'>) | undefined>;

/** The workspace's own client, or the one of the instance. `instance`: by the connector's id. */
export function createFindClient(
  clients: Pick<ClientStore, 'find'>,
  instance: ReadonlyMap<string, OAuthClient>,
): FindClient {
  return async (workspaceId, connector) => {
    const own = await clients.find(workspaceId, connector);
    if (own !== undefined) return { ...own, from: 'workspace' };
    const shared = instance.get(connector);
    return shared && { ...shared, from: 'instance' };
  };
}
