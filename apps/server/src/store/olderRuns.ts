import type { Pool } from 'pg';
import type { RunQuery } from '../runs/runPorts.ts';
import { lines } from './runList.ts';
import { farStatement, NEWEST, pickOlder } from './runsByWords.ts';

/** A cursor that says: from before this run on, one after the other. */
const OLDER = 'older:';
const STRETCH = 25_000;
/** Whoever searches may ask to go on; nobody's search holds a connection for long. */
const LONG_ENOUGH_MS = 300;

/** Before which run is to be looked further; undefined for any other cursor. */
export function olderThan(cursor: string | undefined): string | undefined {
  return cursor?.startsWith(OLDER) ? cursor.slice(OLDER.length) : undefined;
}

/** Since when runs were looked through, where the list goes on with looking. */
export function lookedSince(nextCursor: string | null): { lookedSince?: string } {
  const id = olderThan(nextCursor ?? undefined);
  return id === undefined ? {} : { lookedSince: new Date(timeOf(id)).toISOString() };
}

/** The id is the time. */
function timeOf(id: string): number {
  return Number.parseInt(id.slice(0, 13).replace('-', ''), 16);
}

/** Where to look further once the newest runs were looked through; null where there are no others. */
export async function furtherBack(pool: Pool, workspaceId: string, query: RunQuery): Promise<string | null> {
  const far = await farFrom(pool, { workspaceId, query, many: NEWEST });
  return far === undefined ? null : `${OLDER}${far}`;
}

type Far = { workspaceId: string; query: RunQuery; before?: string; many: number };

async function farFrom(pool: Pool, { workspaceId, query, ...far }: Far): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string }>(farStatement(workspaceId, query, far));
  return rows[0]?.id;
}

type Older<Line> = { rows: Line[]; nextCursor: string | null };

/** Looks through older runs, a stretch at a time, until a page is full or it has taken long enough. */
export async function lookThrough<Line extends { id: string }>(
  pool: Pool,
  { workspaceId, query, before }: { workspaceId: string; query: RunQuery; before: string },
): Promise<Older<Line>> {
  const rows: Line[] = [];
  const until = performance.now() + LONG_ENOUGH_MS;
  for (let from: string | undefined = before; ; ) {
    const end: string | undefined = await farFrom(pool, { workspaceId, query, before: from, many: STRETCH });
    const left = { ...query, limit: query.limit - rows.length };
    const statement = lines(pickOlder(workspaceId, left, { before: from, from: end ?? OLDEST }));
    const found = await pool.query<Line>(statement);
    rows.push(...found.rows);
    if (rows.length > query.limit) return { rows, nextCursor: `${OLDER}${rows[query.limit - 1]?.id ?? ''}` };
    if (end === undefined) return { rows, nextCursor: null };
    from = end;
    if (performance.now() > until) return { rows, nextCursor: `${OLDER}${end}` };
  }
}

const OLDEST = '00000000-0000-0000-0000-000000000000';
