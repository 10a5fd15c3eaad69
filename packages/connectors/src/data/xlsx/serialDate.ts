/** Which styles of a workbook show a number as a date, and from which day it counts. */
export type CellDates = {
  /** By style: does it show a date, a time of day, or both? */
  styles: readonly (DateStyle | undefined)[];
  startsIn1904: boolean;
};

export type DateStyle = { date: boolean; time: boolean };

const DAY_MS = 86_400_000;

/** Numbers of the formats that every workbook has without naming them. */
const BUILT_IN: Readonly<Record<number, DateStyle | undefined>> = Object.fromEntries([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [
    id,
    { date: true, time: false },
  ]),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id) => [id, { date: false, time: true }]),
  [22, { date: true, time: true }],
]);

/** What a number format shows, by its number and its code (`dd/mm/yyyy`). Undefined for plain numbers. */
export function dateStyle(id: number, code: string | undefined): DateStyle | undefined {
  if (code === undefined) return BUILT_IN[id];
  // Text in quotes, escaped letters and colours or conditions in brackets are no parts of a date; [h] is a time.
  const bare = code
    .slice(0, 500)
    .toLowerCase()
    .replaceAll(/"[^"]*"|\\.|_./g, '')
    .replaceAll(/\[(?!h|m|s)[^\]]*\]/g, '');
  if (bare.includes('general')) return undefined;
  const date = /[yd]|mmm/.test(bare) || /^m+$/.test(bare);
  const time = /[hs]/.test(bare);
  return date || time ? { date, time } : undefined;
}

/**
 * A cell's number as ISO text where its style shows a date: `2026-03-01`, `2026-03-01T09:30:00`, or `09:30:00` for a
 * time alone. Workbooks know no zones, so it has none.
 */
export function dateText(serial: number, style: number, { styles, startsIn1904 }: CellDates): string | undefined {
  const shown = styles[style];
  if (shown === undefined || serial < 0 || serial > 2_958_466) return undefined;
  // Day 60 of the older count is 29 February 1900, which never was: the days before it stand one off.
  const start = startsIn1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const iso = new Date(start + Math.round(serial * 86_400) * 1_000).toISOString();
  if (!shown.date && serial < 1) return iso.slice(11, 19);
  return shown.time || serial % 1 !== 0 ? iso.slice(0, 19) : iso.slice(0, 10);
}

/** A date or date-time of ISO text as the number a workbook keeps; undefined for other text and for days before 1900-03-01. */
export function serialOf(text: string): { serial: number; hasTime: boolean } | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?Z?)?$/.exec(text);
  if (match === null) return undefined;
  const [, day, time] = match;
  const instant = Date.parse(`${day}T${time ?? '00:00'}Z`);
  const serial = (instant - Date.UTC(1899, 11, 30)) / DAY_MS;
  const isReal = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(day ?? '');
  return isReal && serial >= 61 ? { serial, hasTime: time !== undefined } : undefined;
}
