import type { Mapping } from '@patchbay/expression';
import { StepId } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { typedInputs, valueInLink, waitsFor } from './lookupNeeds.ts';

const sheets = { operation: 'listSheets', input: { id: { from: 'spreadsheet' }, limit: 100 } };
const typed: Mapping = { kind: 'literal', value: 'abc' };
const plugged: Mapping = { kind: 'reference', step: StepId.parse('before'), path: ['id'] };

it('waits for what is empty or plugged in, and for nothing else', () => {
  expect(waitsFor(sheets, () => undefined)).toEqual({ for: 'spreadsheet', why: 'empty' });
  expect(waitsFor(sheets, () => plugged)).toEqual({ for: 'spreadsheet', why: 'plugged' });
  expect(waitsFor(sheets, () => typed)).toBeUndefined();
});

it('asks with what is typed into those fields, and with nothing else', () => {
  expect(typedInputs(sheets, { spreadsheet: typed, note: typed })).toEqual({ spreadsheet: 'abc' });
  const place: Mapping = { kind: 'object', fields: { list: typed, other: plugged } };
  expect(typedInputs({ operation: 'list', input: { id: { from: 'place.list' } } }, { place })).toEqual({
    place: { list: 'abc' },
  });
});

it('finds the value in a link that is pasted', () => {
  const lookup = { operation: 'list', link: '/spreadsheets/d/([A-Za-z0-9_-]+)' };
  expect(valueInLink(lookup, 'https://docs.google.com/spreadsheets/d/1AbC_9/edit#gid=0')).toBe('1AbC_9');
  expect(valueInLink(lookup, '1AbC_9')).toBeUndefined();
  expect(valueInLink({ ...lookup, link: '(' }, 'x')).toBeUndefined();
});
