/** What the database is, as `PATCHBAY_DATABASE_KIND` says. */
export const databaseKinds = ['postgresql', 'citus', 'yugabytedb', 'cockroachdb'] as const;

export type DatabaseKind = (typeof databaseKinds)[number];

/** Thrown at start when Patchbay cannot work on this database. */
export class UnfitDatabase extends Error {
  override readonly name = 'UnfitDatabase';
}

/** YugabyteDB has them only as a preview; without them processes may do the same housekeeping twice, which harms nothing. */
export function hasAdvisoryLocks(kind: DatabaseKind): boolean {
  return kind !== 'yugabytedb';
}

/** Throws UnfitDatabase where `version`, as the database gives it, is not what was said or cannot be worked on. */
export function checkKind(kind: DatabaseKind, version: string): void {
  const isYugabyte = /-YB-/.test(version);
  if (kind === 'cockroachdb' || /CockroachDB/.test(version)) {
    throw new UnfitDatabase(
      'CockroachDB has neither the partitions nor the notifications that Patchbay keeps runs with. Use PostgreSQL, or Citus or YugabyteDB with PATCHBAY_DATABASE_KIND.',
    );
  }
  if (isYugabyte && kind !== 'yugabytedb')
    throw new UnfitDatabase('This database is a YugabyteDB. Set PATCHBAY_DATABASE_KIND to yugabytedb.');
  if (!isYugabyte && kind === 'yugabytedb')
    throw new UnfitDatabase('PATCHBAY_DATABASE_KIND says yugabytedb, but this database is none. Check both.');
}
