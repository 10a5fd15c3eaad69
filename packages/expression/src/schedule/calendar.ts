import { instantOf, offsetAt } from '../dates/zone.ts';

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** A day of the calendar. `weekday` is 0 for Sunday, `start` its midnight on a clock that shows UTC, in ms. */
export type Day = { year: number; month: number; day: number; weekday: number; start: number };

/** The calendar day that a clock showing `wall` is in. */
export function dayOf(wall: number): Day {
  const start = Math.floor(wall / DAY_MS) * DAY_MS;
  const date = new Date(start);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    start,
  };
}

/** How many days a month has. */
export function daysIn({ year, month }: { year: number; month: number }): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** `09:30` as minutes since midnight; undefined when it is no time of day. */
export function minuteOfDay(at: string): number | undefined {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(at.trim()) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}

/**
 * The instant at which the clocks of a zone show `wall`, so that what is fixed happens once a day: where clocks are set
 * forward over it, the moment they are; where they show it twice, the first time. Undefined when the zone leaves out the
 * whole day, as Samoa did when it crossed the date line.
 */
export function onceAt(wall: number, zone: string): number | undefined {
  const instant = instantOf(wall, zone);
  if (instant + offsetAt(instant, zone) === wall) return instant;
  const jump = jumpBetween(instant - 2 * DAY_MS, instant + DAY_MS, { wall, zone });
  const stopped = jump - MINUTE_MS + offsetAt(jump - MINUTE_MS, zone) + MINUTE_MS;
  const resumed = jump + offsetAt(jump, zone);
  const { start } = dayOf(wall);
  return stopped <= start && resumed >= start + DAY_MS ? undefined : jump;
}

/** The first instant whose clock is past `wall`, to the minute. Clocks only run or jump forward between the two. */
function jumpBetween(from: number, to: number, { wall, zone }: { wall: number; zone: string }): number {
  let before = Math.floor(from / MINUTE_MS);
  let after = Math.ceil(to / MINUTE_MS);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (middle * MINUTE_MS + offsetAt(middle * MINUTE_MS, zone) > wall) after = middle;
    else before = middle;
  }
  return after * MINUTE_MS;
}
