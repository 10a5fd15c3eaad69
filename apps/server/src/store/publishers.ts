import type { Pool } from 'pg';

/** So many are known at a time. */
const MOST_KEPT = 5_000;
const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

// A try has no version; whoever tries a flow is asked for their right when it begins.
const PUBLISHER = `
  select v.published_by as "by" from run r join flow_version v on v.flow_id = r.flow_id and v.number = r.number where r.id = $1
  union all select v.published_by from poll p join flow f on f.id = p.flow_id join flow_version v on v.id = f.live_version_id where p.id = $1
  union all select v.published_by from subscription s join flow f on f.id = s.flow_id join flow_version v on v.id = f.live_version_id
    where s.id = $1`;

/**
 * In whose name something works: who published the version that a run follows, or that looks at an app or asks it for its
 * events. Null where nobody knows; undefined where no version is behind it. It stays, so it is looked up once.
 */
export function createPublishers(pool: Pool): (id: string) => Promise<string | null | undefined> {
  const known = new Map<string, Promise<string | null | undefined>>();
  const ask = async (id: string) => {
    const { rows } = await pool.query<{ by: string | null }>({ name: 'publisher', text: PUBLISHER, values: [id] });
    return rows[0]?.by;
  };
  return (id) => {
    if (!ID.test(id)) return Promise.resolve(undefined);
    const found = known.get(id) ?? ask(id);
    if (known.size >= MOST_KEPT) known.clear();
    known.set(id, found);
    found.catch(() => known.delete(id));
    return found;
  };
}
