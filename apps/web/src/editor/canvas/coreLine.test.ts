import type { Mapping } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { coreLine } from './coreLine.ts';

const literal = (value: string | number | string[]): Mapping => ({ kind: 'literal', value });
const lines: Mapping = { kind: 'reference', step: 'order', path: ['body', 'lines'] };
const line = (operation: string, inputs: Record<string, Mapping>) =>
  coreLine({ uses: { connector: 'core', version: '1', operation }, inputs }, { title: 'Title' });

it.each<[string, Record<string, Mapping>, object]>([
  ['forEach', { items: lines }, { through: 'Lines', what: 'One by one' }],
  [
    'forEach',
    { items: lines, atOnce: literal(5), onError: literal('skip') },
    { through: 'Lines', what: '5 at once, leaves out what fails' },
  ],
  ['forEach', {}, { what: 'One by one' }],
  ['repeat', { limit: literal(3) }, { what: 'Until … · at most 3' }],
  [
    'repeat',
    { until: { kind: 'formula', source: 'isEmpty(page.next)' } },
    { what: 'Until: Next is empty · at most 100' },
  ],
  [
    'http',
    { method: literal('PUT'), url: { kind: 'template', parts: ['https://shop.example.com/products/', lines] } },
    { what: 'PUT shop.example.com' },
  ],
  ['http', { url: { kind: 'template', parts: ['https://', lines, '/a'] } }, { what: 'GET' }],
  ['schedule', { every: literal('cron'), cron: literal('0 9 * * 1-5') }, { what: 'At 09:00 on working days' }],
  ['schedule', { every: literal('cron'), cron: literal('0 9') }, { what: 'By the rule 0 9' }],
  ['schedule', {}, { what: 'Every day at 09:00' }],
  [
    'schedule',
    { every: literal('week'), weekdays: literal(['friday', 'monday']), at: literal('08:30') },
    { what: 'Every Monday and Friday at 08:30' },
  ],
  ['schedule', { every: literal('week') }, { what: 'Every week at 09:00' }],
  ['schedule', { every: literal('minutes'), interval: literal(15) }, { what: 'Every 15 minutes' }],
  ['approval', {}, { what: 'Asks your team' }],
  [
    'approval',
    { approvers: literal(['tom@example.com', 'ann@example.com']), amount: literal(3) },
    { what: 'Asks tom and 1 more · at most 3 days' },
  ],
  [
    'approval',
    { approvers: { kind: 'list', items: [literal('tom@example.com')] }, amount: literal(1), unit: literal('hours') },
    { what: 'Asks tom · at most 1 hour' },
  ],
  ['wait', { amount: literal(1), unit: literal('hours') }, { what: 'For 1 hour' }],
  ['wait', { how: literal('moment'), until: lines }, { what: 'Until Lines' }],
  [
    'switch',
    { value: lines, cases: { kind: 'list', items: [literal('a'), literal('b')] } },
    { what: 'Lines · 2 ways and otherwise' },
  ],
  ['stop', { message: literal('No lines.') }, { what: 'Fails the run: No lines.' }],
  ['code', { code: literal('a\nb') }, { what: 'JavaScript, 2 lines' }],
  ['called', {}, { what: 'Starts when another flow calls' }],
  ['subflow', { wait: literal('started') }, { what: 'Starts another flow' }],
  ['toString', {}, { what: 'Title' }],
])('says of %s what it does', (operation, inputs, words) => {
  expect(line(operation, inputs)).toEqual(words);
});

it('tells a list that is only called items apart by what gave it', () => {
  const uses = { connector: 'core', version: '1', operation: 'forEach' };
  const items: Mapping = { kind: 'reference', step: 'list', path: ['items'] };
  const nameOf = (id: string) => (id === 'list' ? 'List orders' : undefined);
  expect(coreLine({ uses, inputs: { items } }, { title: 'For each', nameOf }).through).toBe('Items of List orders');
  expect(coreLine({ uses, inputs: { items: lines } }, { title: 'For each', nameOf }).through).toBe('Lines');
});

it('names the flow that a step calls', () => {
  const uses = { connector: 'core', version: '1', operation: 'subflow' };
  expect(coreLine({ uses, inputs: {} }, { title: 'Call a flow', names: 'Refund' })).toEqual({ what: 'Runs “Refund”' });
});
