import type { Json, Mapping } from '@patchbay/expression';
import { expect, it } from 'vitest';
import type { CatalogOperation } from '../catalog.ts';
import { flow, testCatalog, testOperations, withStep } from '../testing.ts';
import { check } from './check.ts';

const timer: CatalogOperation = { ...testOperations.trigger, startedBy: 'schedule' };
const catalog = testCatalog({ timer });

function problemsOf(inputs: Record<string, Mapping>) {
  return checked(inputs).map(({ code, field, message }) => ({ code, field, message }));
}

function checked(inputs: Record<string, Mapping>) {
  const uses = { connector: 'test', version: '1', operation: 'timer' };
  const document = withStep(flow('clock -> send'), 'clock', { name: 'Nightly', uses, inputs });
  return check(document, catalog);
}

const typed = (fields: Record<string, Json>) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]): [string, Mapping] => [name, { kind: 'literal', value }]),
  );

it('takes a schedule that can happen', () => {
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf(typed({ every: 'week', weekdays: ['monday'], zone: 'Europe/Berlin' }))).toEqual([]);
});

it('refuses in words a zone and a date that do not exist', () => {
  expect(problemsOf(typed({ every: 'year', month: 2, day: 31, zone: 'Mars/Base' }))).toEqual([
    {
      code: 'schedule_impossible',
      field: ['zone'],
      message: "'Nightly', Zone: There is no time zone “Mars/Base”. Write it like Europe/Berlin or America/New_York.",
    },
    {
      code: 'schedule_impossible',
      field: ['day'],
      message: "'Nightly', Day: There is no 31 February: February has 29 days.",
    },
  ]);
});

it('offers the zone of a place that was typed alone', () => {
  const [problem] = checked(typed({ zone: 'Lisbon' }));
  expect(problem?.fixes).toMatchObject([
    { title: 'Use Europe/Lisbon', kind: 'map', mapping: { kind: 'literal', value: 'Europe/Lisbon' } },
  ]);
});

it('refuses a schedule that is not known before it runs', () => {
  expect(problemsOf({ at: { kind: 'formula', source: 'now()' } })).toMatchObject([
    { code: 'schedule_not_typed', field: ['at'] },
  ]);
});
