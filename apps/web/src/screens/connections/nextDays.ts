import type { Answers, ConnectionRow } from '../../api/types.ts';

/** An account that ends, and what stops then: unknown until the server has looked. */
type Ending = Pick<ConnectionRow, 'id' | 'name' | 'connector'> & {
  endsAt: string;
  stops?: Answers['connection']['ending'][number]['stops'] | undefined;
};

/** A day of the strip on which accounts end: how far along it is, of a hundred. Those that are over stand at its beginning. */
export type EndingDay = { key: string; words: string; at: number; accounts: Ending[]; isBad: boolean };

const DAY = 86_400_000;
const DAYS = 14;

type Clock = { now: number; zone?: string };

/** The accounts that end within the fortnight, the next one first. A broken one does not stop then: it has stopped. */
export function endingAccounts(connections: readonly ConnectionRow[], { now }: Clock): Ending[] {
  return connections
    .flatMap(({ id, name, connector, state, expiresAt }) =>
      expiresAt === undefined || state === 'broken' || Date.parse(expiresAt) > now + DAYS * DAY
        ? []
        : [{ id, name, connector, endsAt: expiresAt }],
    )
    .sort((a, b) => a.endsAt.localeCompare(b.endsAt));
}

/** The accounts that end, put together by day, in the order they come. */
export function endingDays(endings: readonly Ending[], { now, zone }: Clock): EndingDay[] {
  const days = new Map<string, EndingDay>();
  for (const ending of endings) {
    const endsAt = Math.max(now, Date.parse(ending.endsAt));
    const words = dayWords(endsAt, zone);
    const at = Math.min(100, ((endsAt - now) / (DAYS * DAY)) * 100);
    const day = days.get(words) ?? { key: words, words, at, accounts: [], isBad: false };
    day.accounts.push(ending);
    day.isBad ||= (ending.stops?.length ?? 0) > 0;
    days.set(words, day);
  }
  return [...days.values()];
}

/** The day on which an account ends, where that is within the fortnight. */
export function endWords(connection: ConnectionRow, clock: Clock): string | undefined {
  const [ending] = endingAccounts([connection], clock);
  return ending && dayWords(Date.parse(ending.endsAt), clock.zone);
}

/** The last day of the strip. */
export function lastDay({ now, zone }: Clock): string {
  return dayWords(now + DAYS * DAY, zone);
}

function dayWords(instant: number, timeZone: string | undefined): string {
  const parts = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  return new Intl.DateTimeFormat('en-GB', { ...parts, timeZone }).format(instant);
}
