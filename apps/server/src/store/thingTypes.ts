import type { Pool } from 'pg';
import type { ThingTypes } from '../connectors/connectorStore.ts';
import { rowTypeOf } from '../tables/rowSchema.ts';
import { callableTypes } from './callableFlows.ts';
import { createTableStore } from './tables/tableStore.ts';

/** What the flows and tables of a workspace take and give, for the check of the flows that use them. */
export function createThingTypes(pool: Pool): ThingTypes {
  const tables = createTableStore(pool);
  return {
    flow: (workspaceId, ids) => callableTypes(pool, { workspaceId, ids }),
    table: async (workspaceId, ids) => {
      const found = await tables.findAll(workspaceId, ids);
      return new Map([...found].map(([id, table]) => [id, rowTypeOf(table)]));
    },
  };
}
