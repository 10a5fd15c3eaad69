import { StepId } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { inWords, problemLine, secondLine } from './words.ts';

const input = {
  type: 'object',
  properties: {
    items: { type: 'array', title: 'List' },
    body: { type: 'object', properties: { closeDate: { type: 'string' } } },
    conditions: { type: 'array', items: { type: 'object', properties: { field: { title: 'Column' } } } },
  },
} as const;
const missing = (field: string[]) => ({
  code: 'required_field_missing',
  severity: 'error' as const,
  message: 'It needs a value.',
  step: StepId.parse('a'),
  field,
});

it('names fields by their titles, or by their keys in words', () => {
  expect(problemLine([missing(['items'])], { input })).toBe('1 field needs a value: List');
  expect(problemLine([missing(['items']), missing(['body', 'closeDate'])], { input })).toBe(
    '2 fields need a value: List, Close date',
  );
});

it('names a field in a row of a list as the form does', () => {
  expect(problemLine([missing(['conditions', '0', 'field'])], { input })).toBe('1 field needs a value: Column');
});

it('counts a field once, however much is wrong with it', () => {
  const wrong = { ...missing(['items']), code: 'wrong_type' };
  expect(problemLine([missing(['items']), wrong], { input })).toBe('1 field needs a look: List');
});

it('says the sentence when it is about the whole step', () => {
  expect(problemLine([{ ...missing([]), message: 'Nothing leads to it.' }])).toBe('Nothing leads to it.');
});

it('does not say the name that stands just above', () => {
  const about = (message: string, code = 'unknown_operation') =>
    problemLine([{ ...missing([]), code, message }], { name: 'Send' });
  expect(about("'Send' takes a value from a step that is gone.")).toBe('Takes a value from a step that is gone.');
  expect(about("'Send': two questions ask 'Age'.")).toBe("Two questions ask 'Age'.");
  expect(about("Nothing leads to 'Send'.")).toBe("Nothing leads to 'Send'.");
});

it('says first that an account is needed', () => {
  const account = { ...missing([]), code: 'missing_connection', message: "'Send' needs a connected account." };
  expect(problemLine([missing(['items']), account], { input, kind: 'trigger' })).toBe('Needs a connected account');
  // A call works without one on sample data.
  expect(problemLine([missing(['items']), account], { input, kind: 'call' })).toBe('On sample data, no account yet');
});

it.each([
  ['orderId', 'Order id'],
  ['close_date', 'Close date'],
  ['X-Trace', 'X trace'],
  ['__', '__'],
])('reads %s as %s', (key, words) => {
  expect(inWords(key)).toBe(words);
});

it('does not say again under the name what the name says', () => {
  const uses = { connector: 'tables', version: '1', operation: 'addRow' };
  const step = (name: string) => ({ id: StepId.parse('a'), name, uses, inputs: {}, position: { x: 0, y: 0 } }) as const;
  const face = {
    title: 'Add a row',
    names: 'Reminders',
    connector: { id: 'tables', name: 'Tables', category: 'data' },
    kind: 'call',
    known: true,
    outlets: [],
  } as const;
  expect(secondLine(step('Add a row'), face)).toEqual({ what: 'Reminders' });
  expect(secondLine(step('Note it'), face)).toEqual({ what: 'Add a row · Reminders' });
});
