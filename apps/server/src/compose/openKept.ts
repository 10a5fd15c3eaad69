import type { MemoryDeps } from '../memories/memoryStore.ts';
import type { SavedValueDeps } from '../savedValues/savedValueStore.ts';
import type { Database } from '../store/database.ts';
import { createMemoryStore } from '../store/memoryStore.ts';
import { createSavedValueStore } from '../store/savedValues.ts';
import { createTableStore } from '../store/tables/tableStore.ts';
import type { TableDeps } from '../tables/tableStore.ts';

/** What flows keep from one run to the next: tables, saved values, and what they have seen. */
export type Kept = TableDeps & SavedValueDeps & MemoryDeps;

/** One set for a process, so that its writers queue up before they take a connection. */
export function openKept({ pool }: Pick<Database, 'pool'>): Kept {
  return {
    tables: createTableStore(pool),
    savedValues: createSavedValueStore(pool),
    memories: createMemoryStore(pool),
  };
}
