import type { OperationRef } from '@patchbay/flow';
import type { Access } from '../policies/can.ts';
import type { ConnectorDeps, ResolvedOperation } from './connectorStore.ts';
import { operationJson } from './operationJson.ts';

/** The full operations behind references, schemas included. References to what is not there are left out. */
export async function resolveOperations(
  { refs }: { refs: readonly OperationRef[] },
  access: Access<'connector.read'>,
  { catalogs }: Pick<ConnectorDeps, 'catalogs'>,
): Promise<ResolvedOperation[]> {
  const catalog = await catalogs.forRefs(access.workspaceId, refs);
  return refs.flatMap((ref) => {
    const operation = catalog.find(ref);
    return operation === undefined ? [] : [{ ref, operation: operationJson(operation) }];
  });
}
