import { instantOf } from './sameness.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Hours of the zones that mail knows by name. */
const ZONES: Readonly<Record<string, number | undefined>> = {
  UT: 0,
  GMT: 0,
  UTC: 0,
  Z: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};

const MAIL_DATE =
  /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[A-Za-z]*\s+(\d{4}|\d{2})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*([+-]\d{4}|[A-Z]{1,4})?$/;

/** An instant in ms from a date as mail and RSS write it (`Sun, 01 Mar 2026 09:00:00 +0100`), or an ISO date. */
export function readMailDate(text: string): number | undefined {
  const iso = instantOf(text);
  if (iso !== undefined || text.length > 60) return iso;
  const [whole, day, month = '', year, hour = '0', minute = '0', second = '0', zone = 'GMT'] =
    MAIL_DATE.exec(text) ?? [];
  const monthAt = MONTHS.indexOf(month.toLowerCase());
  if (whole === undefined || monthAt < 0) return undefined;
  const fullYear = Number(year) + (Number(year) < 70 ? 2000 : Number(year) < 100 ? 1900 : 0);
  const instant = Date.UTC(fullYear, monthAt, Number(day), Number(hour), Number(minute), Number(second));
  return instant - offsetMs(zone);
}

function offsetMs(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2})(\d{2})$/.exec(zone) ?? [];
  if (sign === undefined) return (ZONES[zone] ?? 0) * 3_600_000;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
