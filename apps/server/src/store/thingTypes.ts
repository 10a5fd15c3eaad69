import type { Pool } from 'pg';
import type { ThingTypes } from '../connectors/connectorStore.ts';
import { callableTypes } from './callableFlows.ts';

/** What the flows and tables of a workspace take and give, for the check of the flows that use them. */
export function createThingTypes(pool: Pool): ThingTypes {
  return {
    flow: (workspaceId, ids) => callableTypes(pool, { workspaceId, ids }),
    table: async () => new Map(),
  };
}
