import type { Pool } from 'pg';

/** What is known of a file; its bytes are elsewhere. */
export type FileRow = { id: string; name: string; contentType: string; size: number };

export type BegunFile = Omit<FileRow, 'size'> & { workspaceId: string; origin: 'run' | 'flow' };

/** The table of files. */
export type FileRows = ReturnType<typeof createFileRows>;

/** What may be removed from it. */
export type OldFiles = ReturnType<typeof createOldFiles>;

/** A file whose bytes have not all come by then never will be. */
const GIVEN_UP_MS = 24 * 3_600_000;
const MOST_AT_ONCE = 500;

export function createFileRows(pool: Pool) {
  return {
    /** A file whose bytes are about to come: found by nobody until it is complete. */
    async begin({ id, workspaceId, origin, name, contentType }: BegunFile): Promise<void> {
      await pool.query({
        name: 'file-begin',
        text: 'insert into file (id, workspace_id, origin, name, content_type) values ($1, $2, $3, $4, $5)',
        values: [id, workspaceId, origin, name, contentType],
      });
    },

    async complete({ id, size, sha256 }: { id: string; size: number; sha256: Buffer }): Promise<void> {
      await pool.query({
        name: 'file-complete',
        text: 'update file set size = $2, sha256 = $3 where id = $1',
        values: [id, size, sha256],
      });
    },

    async find(workspaceId: string, id: string): Promise<FileRow | null> {
      const { rows } = await pool.query<FileRow>({
        name: 'file-find',
        text: `select id, name, content_type as "contentType", size::float8 as size from file
          where id = $1 and workspace_id = $2 and size is not null`,
        values: [id, workspaceId],
      });
      return rows[0] ?? null;
    },

    async forget(ids: readonly string[]): Promise<void> {
      await pool.query({ name: 'file-forget', text: 'delete from file where id = any($1)', values: [ids] });
    },
  };
}

/** Finds the files that nobody needs, some at a time. */
export function createOldFiles(pool: Pool) {
  return {
    /** Files whose bytes never came to an end. */
    async givenUp(now: number): Promise<string[]> {
      return idsOf(
        await pool.query<{ id: string }>(
          `select id from file where size is null and created_at < to_timestamp($1::float8 / 1000) limit ${MOST_AT_ONCE}`,
          [now - GIVEN_UP_MS],
        ),
      );
    },

    /**
     * Files of runs from before then that no run still needs. A file is made while its run is under way or moments before,
     * so every unfinished run that began up to a day after it may hold it.
     */
    async outlived(before: number): Promise<string[]> {
      return idsOf(
        await pool.query<{ id: string }>(
          `select id from file f where origin = 'run' and created_at < to_timestamp($1::float8 / 1000)
            and not exists (select from run_lease l join run r on r.id = l.run_id
              where r.workspace_id = f.workspace_id and r.started_at <= f.created_at + interval '1 day')
            order by created_at limit ${MOST_AT_ONCE}`,
          [before],
        ),
      );
    },

    /** Files people put into flows a day or more ago that no draft and no plan names, neither a live one nor a run's. */
    async unnamed(now: number): Promise<string[]> {
      return idsOf(
        await pool.query<{ id: string }>(
          `select id from file f where origin = 'flow' and created_at < to_timestamp($1::float8 / 1000)
            and not exists (select from draft d join flow on flow.id = d.flow_id
              where flow.workspace_id = f.workspace_id and d.document::text like '%' || f.id || '%')
            and not exists (select from run_plan p
              where p.workspace_id = f.workspace_id and p.plan::text like '%' || f.id || '%')
            order by created_at limit ${MOST_AT_ONCE}`,
          [now - GIVEN_UP_MS],
        ),
      );
    },
  };
}

function idsOf({ rows }: { rows: { id: string }[] }): string[] {
  return rows.map(({ id }) => id);
}
