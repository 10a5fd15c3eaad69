/// <reference lib="esnext.temporal" />
import { type FieldSchema, own, say } from '@patchbay/connector';
import { type Field, type Input, textIn } from '../values/input.ts';
import { readMailDate } from '../values/mailDate.ts';
import { describe, refusal } from '../values/refusal.ts';

/** A date as it was given: a calendar day has no time, and stays a day as long as no hours are added to it. */
export type Moment = { zoned: Temporal.ZonedDateTime; isDay: boolean };

export const dateField = {
  type: ['string', 'number'],
  title: 'Date',
  description: 'A date such as 2026-03-01 or 2026-03-01T09:30:00Z. “Read a date” makes one of other texts.',
  examples: ['2026-03-01T09:30:00Z'],
} satisfies FieldSchema;

export const zoneField = {
  type: 'string',
  title: 'Time zone',
  description: 'Whose clocks and calendar count, by place.',
  default: 'UTC',
  examples: ['Europe/Berlin'],
  'x-patchbay-basic': true,
} satisfies FieldSchema;

/** What a step that makes a date gives. */
export const dateGiven = {
  date: { type: 'string', title: 'Date', description: 'The date for other steps: a day, or a moment in UTC.' },
  local: { type: 'string', title: 'On the clock', description: 'The same moment by the clocks of the time zone.' },
} satisfies Record<string, FieldSchema>;

export const dateSample = { date: '2026-03-01T08:30:00Z', local: '2026-03-01T09:30:00+01:00' };

/** A moment as a step gives it. Throws OperationError for years before 1 and after 9999. */
export function given({ zoned, isDay }: Moment): { date: string; local: string } {
  if (zoned.year < 1 || zoned.year > 9999) throw tooFar();
  const isStillDay = isDay && zoned.equals(zoned.startOfDay());
  const instant = zoned.toInstant().toString({ smallestUnit: zoned.millisecond === 0 ? 'second' : 'millisecond' });
  const local = zoned.toString({
    timeZoneName: 'never',
    smallestUnit: zoned.millisecond === 0 ? 'second' : 'millisecond',
  });
  return { date: isStillDay ? zoned.toPlainDate().toString() : instant, local };
}

/** Works on dates with what Temporal throws for days that are too far away in words. Throws OperationError. */
export function withinRange<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw tooFar(error);
    throw error;
  }
}

const tooFar = (cause?: unknown) =>
  refusal('date_out_of_range', 'The date lies before the year 1 or after 9999.', cause);

/** A time zone by its name. Throws OperationError. */
export function zoneIn(input: Input): string {
  const zone = textIn(input, { name: 'zone', title: 'Time zone' }).trim() || 'UTC';
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId;
  } catch (cause) {
    const shown = zone.slice(0, 40);
    throw refusal(
      'zone_not_valid',
      say('There is no time zone “{shown}”. Use a place such as Europe/Berlin.', { shown }),
      cause,
    );
  }
}

/** The date in a field, on the clocks of a zone. Throws OperationError. */
export function momentIn(input: Input, { name, title, zone }: Field & { zone: string }): Moment {
  const value = own(input, name);
  if (value === undefined || value === null || value === '')
    throw refusal('value_missing', say('{title} is empty.', { title }));
  const moment =
    typeof value === 'number' ? fromUnix(value, zone) : typeof value === 'string' ? fromText(value, zone) : undefined;
  if (moment !== undefined) return moment;
  const shown = typeof value === 'string' ? `“${value.slice(0, 40)}”` : describe(value);
  throw refusal(
    'date_not_valid',
    say('{title} got {shown}, which is no date like 2026-03-01 or 2026-03-01T09:30:00Z.', { title, shown }),
  );
}

/** Seconds or milliseconds since 1970; those with more than eleven digits are milliseconds. */
export function fromUnix(number: number, zone: string): Moment | undefined {
  const ms = Math.abs(number) >= 1e11 ? number : number * 1_000;
  if (!Number.isFinite(ms) || Math.abs(ms) > 2.5e14) return undefined;
  return { zoned: Temporal.Instant.fromEpochMilliseconds(Math.round(ms)).toZonedDateTimeISO(zone), isDay: false };
}

const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s?([Zz]|[+-]\d{2}(?::?\d{2})?)?)?(?:\[[^\]]{1,60}\])?$/;

/** ISO 8601, or a date as mail writes it; a time without a zone is one on the clocks of `zone`. Undefined for other text. */
function fromText(text: string, zone: string): Moment | undefined {
  if (text.length > 120) return undefined;
  const [whole, day = '', time, offset] = ISO.exec(text.trim()) ?? [];
  if (whole === undefined) return fromMail(text.trim(), zone);
  try {
    if (time === undefined)
      return { zoned: Temporal.PlainDate.from(day, { overflow: 'reject' }).toZonedDateTime(zone), isDay: true };
    const local = `${day}T${time.replace(',', '.')}`;
    const zoned =
      offset === undefined
        ? Temporal.PlainDateTime.from(local, { overflow: 'reject' }).toZonedDateTime(zone)
        : Temporal.Instant.from(`${local}${offset.toUpperCase()}`).toZonedDateTimeISO(zone);
    return { zoned, isDay: false };
  } catch {
    return undefined; // 31 February, or 25 o'clock.
  }
}

function fromMail(text: string, zone: string): Moment | undefined {
  const instant = readMailDate(text);
  if (instant === undefined) return undefined;
  return { zoned: Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone), isDay: false };
}
