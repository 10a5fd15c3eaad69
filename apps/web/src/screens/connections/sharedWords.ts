type Shared = { sharedWith: 'workspace' | readonly string[]; createdBy: string | null };
type Member = { userId: string; name: string };

/** Who may use an account, in a few words. `members`: who belongs to the workspace. */
export function sharedWords({ sharedWith, createdBy }: Shared, members: readonly Member[]): string {
  if (sharedWith === 'workspace') return 'Everybody';
  const ids = new Set(createdBy === null ? sharedWith : [createdBy, ...sharedWith]);
  const names = members.filter(({ userId }) => ids.has(userId)).map(({ name }) => name);
  const [first] = names;
  if (first === undefined) return 'Nobody';
  if (names.length === 1) return `Only ${first}`;
  if (names.length === 2) return names.join(' and ');
  return `${first} and ${names.length - 1} others`;
}

/** Of the live flows that use it, those whose publisher could not use it any more. */
export function losing<Flow extends { stops: boolean; publishedBy: string | null }>(
  flows: readonly Flow[],
  { sharedWith, createdBy }: Shared,
): Flow[] {
  if (sharedWith === 'workspace') return [];
  return flows.filter(
    ({ stops, publishedBy: by }) => stops && (by === null || (by !== createdBy && !sharedWith.includes(by))),
  );
}
