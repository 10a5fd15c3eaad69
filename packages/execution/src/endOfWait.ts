import { messageOf, type Saying, say } from '@patchbay/words';
import type { Failure } from '@patchbay/connector';
import { DONE } from '@patchbay/flow';
import { inWords } from './duration.ts';
import type { Trial } from './plan.ts';
import type { CallResult } from './ports.ts';
import type { WaitReason } from './runEvent.ts';

const DAY = 86_400_000;
/** Waits are no longer than this, so that every run ends. */
const LONGEST_WAIT_MS = 30 * DAY;
const UNITS: Readonly<Record<string, number>> = { seconds: 1_000, minutes: 60_000, hours: 3_600_000, days: DAY };

type End = { ok: true; until: number } | { ok: false; failure: Failure };

/** Until when a wait step waits by its inputs, in milliseconds since 1970: for a moment it waits for, else at the latest. */
export function endOfWait(reason: WaitReason, { input, now }: { input: Record<string, unknown>; now: number }): End {
  const isMoment = reason === 'time' && input.how === 'moment';
  const end = isMoment ? momentOf(input.until) : durationOf(input, reason === 'time' ? 'minutes' : 'days');
  if (!end.ok) return end;
  const until = isMoment ? end.until : now + end.until;
  if (until - now <= LONGEST_WAIT_MS) return { ok: true, until };
  const most = inWords(LONGEST_WAIT_MS);
  return refused('wait_too_long', say('A step waits {most} at most. Choose an earlier moment.', { most }));
}

type Asked = { input: Record<string, unknown>; trial: Trial | undefined };

/** What a wait gives at once when a flow is tried without touching the outside world; a trial says by which way it ends. */
export function mockAnswer(reason: WaitReason, { input: { example }, trial }: Asked): CallResult {
  const told = trial?.kind === 'leaves' ? trial.outlet : undefined;
  if (told === 'timeout') return { outlet: told, output: undefined };
  if (reason === 'approval') {
    const answer = told ?? 'approved';
    return { outlet: answer, output: { answer, by: 'A test', email: 'test@example.com', comment: '' } };
  }
  if (reason !== 'callback') return { outlet: DONE, output: undefined };
  return { outlet: DONE, output: { body: example ?? null, query: {}, headers: {}, method: 'POST' } };
}

function durationOf({ amount = reasonable, unit }: Record<string, unknown>, usual: string): End {
  const size = UNITS[typeof unit === 'string' ? unit : usual];
  const isAmount = typeof amount === 'number' && Number.isFinite(amount) && amount >= 0;
  if (isAmount && size !== undefined) return { ok: true, until: Math.round(amount * size) };
  return refused('duration_not_valid', 'How long to wait must be a number, in seconds, minutes, hours or days.');
}

const reasonable = 1;
const MOMENT = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/** A day, which begins in UTC, or a moment with its zone. The 31st of February is refused, not taken for the 3rd of March. */
function momentOf(value: unknown): End {
  const [text, year, month, day] = (typeof value === 'string' ? MOMENT.exec(value.trim()) : null) ?? [];
  const until = text === undefined ? Number.NaN : Date.parse(text.replace(' ', 'T'));
  const isDay = Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (!Number.isNaN(until) && isDay) return { ok: true, until };
  const sentence = say('It cannot wait until {value}. A moment looks like 2026-03-01T09:00:00Z, or 2026-03-01.', {
    value: JSON.stringify(value ?? null),
  });
  return refused('moment_not_valid', sentence);
}

function refused(code: string, saying: Saying): End {
  return { ok: false, failure: { code, ...messageOf(saying), retry: 'never' } };
}
