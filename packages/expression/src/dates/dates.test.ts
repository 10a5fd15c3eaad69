import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMapping } from '../index.ts';
import { readIso, writeIso } from './moment.ts';
import { formatPattern, parsePattern } from './pattern.ts';
import { instantOf, offsetAt } from './zone.ts';

function give(source: string, zone?: string): unknown {
  return compileMapping({ kind: 'formula', source })({
    value: () => undefined,
    now: Date.UTC(2026, 10, 22, 23, 30),
    ...(zone && { zone }),
  });
}

const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
);
const instants = fc
  .date({ min: new Date('1975-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.getTime());

describe('dates', () => {
  it('keep the time of day over a change of the clocks', () => {
    expect(give('addDays("2026-10-24T10:00:00Z", 1, "Europe/Berlin")')).toBe('2026-10-25T11:00:00Z');
    expect(give('addHours("2026-10-24T10:00:00Z", 24)')).toBe('2026-10-25T10:00:00Z');
    expect(give('daysBetween("2026-10-24T12:00:00", "2026-10-25T12:00:00")', 'Europe/Berlin')).toBe(1);
  });

  it('use the zone of the run where none is given', () => {
    expect(give('today()', 'Asia/Tokyo')).toBe('2026-11-23');
    expect(give('formatDate("2026-11-22T23:30:00Z", "yyyy-MM-dd HH:mm XXX")', 'Asia/Tokyo')).toBe(
      '2026-11-23 08:30 +09:00',
    );
    expect(give('startOfDay("2026-11-22T12:00:00")', 'America/New_York')).toBe('2026-11-22T05:00:00Z');
  });

  it('leave a day a day, in whatever zone', () => {
    expect(give('formatDate("2026-11-22", "EEEE d.M.yy", "Pacific/Apia")')).toBe('Sunday 22.11.26');
    expect(give('addMonths("2024-02-29", 12)')).toBe('2025-02-28');
  });

  it('read what is written in common ways, and nothing that is no date', () => {
    expect(readIso('2026-11-22 10:30', 'Europe/Berlin')?.ms).toBe(Date.UTC(2026, 10, 22, 9, 30));
    expect(readIso('2026-11-22T10:30:00.123456+0100', 'UTC')?.ms).toBe(Date.UTC(2026, 10, 22, 9, 30, 0, 123));
    for (const wrong of ['2026-02-30', '2026-13-01', '2026-11-22T25:00Z', 'x', '', '2026', '22.11.2026']) {
      expect(readIso(wrong, 'UTC')).toBeUndefined();
    }
    expect(give('parseDate("Nov 3, 2026 4:05 PM", "MMM d, yyyy h:mm a", "Europe/Berlin")')).toBe(
      '2026-11-03T15:05:00Z',
    );
  });

  it('write and read the same instant', () => {
    fc.assert(
      fc.property(instants, (ms) => {
        expect(readIso(writeIso({ ms, isDay: false }), 'UTC')).toEqual({ ms, isDay: false });
      }),
    );
  });

  it('know the clocks of a zone as the platform does', () => {
    fc.assert(
      fc.property(instants, zones, (ms, zone) => {
        const shown = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone,
          dateStyle: 'short',
          timeStyle: 'medium',
        }).format(ms);
        const wall = ms + offsetAt(ms, zone);
        expect(formatPattern({ wall, offset: 0 }, 'yyyy-MM-dd HH:mm:ss')).toBe(shown);
      }),
    );
  });

  it('find the instant at which the clocks show a time, if they ever do', () => {
    fc.assert(
      fc.property(instants, zones, (ms, zone) => {
        const wall = ms + offsetAt(ms, zone);
        const found = instantOf(wall, zone);
        expect(found + offsetAt(found, zone)).toBe(wall);
      }),
    );
  });

  it('read by a pattern what the pattern wrote', () => {
    const patterns = fc.constantFrom(
      "d MMMM yyyy 'at' HH:mm:ss",
      'yyyy-MM-dd hh:mm:ss a',
      'EEE, dd MMM yyyy HH:mm:ss XXX',
    );
    fc.assert(
      fc.property(instants, patterns, (ms, pattern) => {
        const wall = Math.floor(ms / 1_000) * 1_000;
        expect(parsePattern(formatPattern({ wall, offset: 0 }, pattern), pattern)).toMatchObject({
          wall,
          isDay: false,
        });
      }),
    );
  });
});
