import type { FlowDocument } from '@patchbay/flow';
import type { CatalogSource } from '../connectors/connectorStore.ts';
import type { ConnectionUseStore } from './connectionUses.ts';

type ScopeDeps = { connections: Pick<ConnectionUseStore, 'flowsWith'>; catalogs: Pick<CatalogSource, 'forDocument'> };

/** What an account must be allowed for the steps that use it, in drafts and in what is live. */
export async function scopesInUse(
  account: { workspaceId: string; connectionId: string },
  { connections, catalogs }: ScopeDeps,
): Promise<string[]> {
  const flows = await connections.flowsWith(account);
  const documents = flows.flatMap(({ draft, live }) => (live === null ? [draft] : [draft, live]));
  const scopes = await Promise.all(documents.map((document) => scopesOf(document, account, catalogs)));
  return [...new Set(scopes.flat())].sort();
}

async function scopesOf(
  document: FlowDocument,
  { workspaceId, connectionId }: { workspaceId: string; connectionId: string },
  catalogs: ScopeDeps['catalogs'],
): Promise<string[]> {
  const catalog = await catalogs.forDocument(workspaceId, document);
  const steps = Object.values(document.steps).filter(({ connection }) => connection === connectionId);
  return steps.flatMap(({ uses }) => [...(catalog.find(uses)?.scopes ?? [])]);
}
