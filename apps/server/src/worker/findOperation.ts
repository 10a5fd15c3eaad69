import type { PlannedStep } from '@patchbay/execution';
import type { CatalogSource } from '../connectors/connectorStore.ts';
import type { FoundOperation } from './operations.ts';

/** An operation never changes under its version; the base URL of its connector may, and is followed within this time. */
const KEPT_MS = 10_000;
const MOST_KEPT = 5_000;

/** Finds the operations of imported connectors, once in a while for each. */
export function createFindOperation(catalogs: Pick<CatalogSource, 'forRefs'>, now: () => number) {
  const kept = new Map<string, { until: number; found: Promise<FoundOperation | undefined> }>();

  const find = async (workspaceId: string, step: PlannedStep): Promise<FoundOperation | undefined> => {
    const uses = { connector: step.connector, version: step.connectorVersion, operation: step.operation };
    const catalog = await catalogs.forRefs(workspaceId, [uses]);
    const operation = catalog.find(uses);
    return operation && { operation, baseUrl: catalog.connector(uses)?.baseUrl ?? null };
  };

  return (workspaceId: string, step: PlannedStep): Promise<FoundOperation | undefined> => {
    const key = `${workspaceId} ${step.connector}@${step.connectorVersion}/${step.operation}`;
    const known = kept.get(key);
    if (known !== undefined && known.until > now()) return known.found;
    if (kept.size >= MOST_KEPT) kept.clear();
    const found = find(workspaceId, step);
    kept.set(key, { until: now() + KEPT_MS, found });
    found.catch(() => kept.delete(key));
    return found;
  };
}
