import type { ConnectionRow } from '../../api/types.ts';
import { t, tn } from '../../texts/t.ts';

/** What is known of the accounts of an app: whether there is one that works, and in a few words which. */
export type AccountFact = { kind: 'works' | 'broken' | 'none'; words: string };

type Known = Pick<ConnectionRow, 'connector' | 'name' | 'state' | 'mayUse'>;

/** How far an app is connected for this person. */
export function factOf(connector: string, connections: readonly Known[]): AccountFact {
  const own = connections.filter((one) => one.connector === connector && one.mayUse);
  const working = own.filter(({ state }) => state !== 'broken');
  if (working.length > 1) return { kind: 'works', words: tn(working.length, '1 account', '{count} accounts') };
  const [account] = working;
  if (account !== undefined) return { kind: 'works', words: account.name };
  return own.length > 0
    ? { kind: 'broken', words: t('Has to be connected again') }
    : { kind: 'none', words: t('Not yet') };
}
