import { t } from '../../texts/t.ts';

type Shared = { sharedWith: 'workspace' | readonly string[]; createdBy: string | null };
type Member = { userId: string; name: string };

/** Who may use an account, in a few words. `members`: who belongs to the workspace. */
export function sharedWords({ sharedWith, createdBy }: Shared, members: readonly Member[]): string {
  if (sharedWith === 'workspace') return t('Everybody');
  const ids = new Set(createdBy === null ? sharedWith : [createdBy, ...sharedWith]);
  const names = members.filter(({ userId }) => ids.has(userId)).map(({ name }) => name);
  const [first] = names;
  if (first === undefined) return t('Nobody');
  if (names.length === 1) return t('Only {first}', { first });
  if (names.length === 2) return names.join(' and ');
  return t('{first} and {value} others', { first, value: names.length - 1 });
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
