import { type Saying, say } from '@patchbay/words';
import { asEvaluationError, EvaluationError } from '../evaluationError.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();
const quarterHour = 900_000;
/** Offsets per zone, by quarter hour: no zone changes its offset between two of them. */
const offsets = new Map<string, Map<number, number>>();
/** Zones and quarter hours kept; above that the memory is emptied and filled again. */
const kept = { zones: 100, quarters: 1_000 };

/** Milliseconds the clocks of a zone are ahead of UTC at an instant. Throws EvaluationError for an unknown zone. */
export function offsetAt(ms: number, zone: string): number {
  if (zone === 'UTC' || zone === 'Z') return 0;
  const quarter = Math.floor(ms / quarterHour);
  const known = offsetsOf(zone);
  const found = known.get(quarter);
  if (found !== undefined) return found;
  const offset = computeOffset(quarter * quarterHour, zone);
  if (known.size >= kept.quarters) known.clear();
  known.set(quarter, offset);
  return offset;
}

/** The instant at which the clocks of a zone show `wall`; of two such instants (clocks set back) the first. */
export function instantOf(wall: number, zone: string): number {
  const before = wall - offsetAt(wall - 86_400_000, zone);
  if (before + offsetAt(before, zone) === wall) return before;
  const after = wall - offsetAt(wall + 86_400_000, zone);
  return after + offsetAt(after, zone) === wall ? after : before;
}

/** What is wrong with the name of a time zone; undefined when it is one. */
export function zoneProblem(zone: string): Saying | undefined {
  try {
    formatterOf(zone);
    return undefined;
  } catch (error) {
    return asEvaluationError(error).saying;
  }
}

function offsetsOf(zone: string): Map<number, number> {
  const known = offsets.get(zone);
  if (known) return known;
  formatterOf(zone);
  if (offsets.size >= kept.zones) offsets.clear();
  const fresh = new Map<number, number>();
  offsets.set(zone, fresh);
  return fresh;
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  if (formatters.size >= kept.zones) formatters.clear();
  const fresh = makeFormatter(zone);
  formatters.set(zone, fresh);
  return fresh;
}

function makeFormatter(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (error) {
    const sentence = say('There is no time zone “{zone}”. Write it like Europe/Berlin or America/New_York.', {
      zone: zone.slice(0, 60),
    });
    throw new EvaluationError(sentence, undefined, { cause: error });
  }
}

function computeOffset(ms: number, zone: string): number {
  const parts: { [part: string]: string } = {};
  for (const { type, value } of formatterOf(zone).formatToParts(ms)) parts[type] = value;
  const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year);
  const wall = new Date(0);
  wall.setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day));
  wall.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second));
  return wall.getTime() - Math.floor(ms / 1_000) * 1_000;
}
