import type { OperationCatalog } from '../connectors/connectorStore.ts';

/** A catalog for a run on sample data: nothing leaves then, so nothing has to be signed in to. */
export function withoutAccounts(catalog: OperationCatalog): OperationCatalog {
  return {
    ...catalog,
    find(uses) {
      const operation = catalog.find(uses);
      return operation && { ...operation, needsConnection: false };
    },
  };
}
