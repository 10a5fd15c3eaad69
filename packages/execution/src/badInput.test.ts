import type { Json, Mapping } from '@patchbay/expression';
import { flow } from '@patchbay/flow/testing';
import { expect, it } from 'vitest';
import { loadPlan } from './loadPlan.ts';
import { testRun } from './testing/testRun.ts';
import { planOf, type StepChanges } from './testing.ts';
import { viewRun } from './viewRun.ts';

// What people and systems send that does not fit: each ends as a Failure in words, or goes on as stated.

const literal = (value: Json): Mapping => ({ kind: 'literal', value });
const formula = (source: string): Mapping => ({ kind: 'formula', source });
const given: Mapping = { kind: 'reference', step: 'order', path: ['it'] };

/** One step of some operation behind the trigger, with a step inside where it is a frame. */
async function stepWith({ operation, inputs }: StepChanges, it: unknown) {
  const isFrame = operation === 'forEach' || operation === 'repeat';
  const drawn = isFrame ? flow('order -> step', 'step/inner') : flow('order -> step');
  const plan = planOf(drawn, {
    step: { ...(operation !== undefined && { operation }), ...(inputs !== undefined && { inputs }) },
    ...(isFrame && { inner: { operation: 'pure' } }),
  });
  const run = testRun(plan, { payload: { it } });
  const outcome = await run.go();
  const step = viewRun(loadPlan(plan), run.events).steps.find(({ path }) => path === 'step');
  return { outcome, step };
}

const many = Array.from({ length: 100_001 }, () => null);
const loop = { operation: 'forEach', inputs: { items: given } };

const refused: [string, StepChanges, unknown, string, RegExp][] = [
  ['a loop over a text', loop, 'a,b', 'items_not_a_list', /got a text where a list is needed/],
  ['a loop over a number', loop, 7, 'items_not_a_list', /got a number/],
  ['a loop over an object', loop, { a: 1 }, 'items_not_a_list', /got an object/],
  ['a loop over too much', loop, many, 'too_many_items', /100001 items.*100,000 at most/],
  [
    'a loop with none at once',
    { operation: 'forEach', inputs: { items: given, atOnce: literal(0) } },
    [1],
    'loop_input_not_valid',
    /"At once" must be a whole number from 1 to 100/,
  ],
  [
    'a loop with half of one at once',
    { operation: 'forEach', inputs: { items: given, atOnce: literal(1.5) } },
    [1],
    'loop_input_not_valid',
    /whole number/,
  ],
  [
    'a repetition without end',
    { operation: 'repeat', inputs: { until: literal(false), limit: literal(3) } },
    0,
    'repeat_limit_reached',
    /repeated 3 times/,
  ],
  [
    'a repetition a million times',
    { operation: 'repeat', inputs: { until: literal(false), limit: given } },
    1e6,
    'loop_input_not_valid',
    /"At most"/,
  ],
  [
    'a formula that divides by zero',
    { operation: 'pure', inputs: { share: formula('12 / order.it') } },
    0,
    'input_not_filled',
    /"share" could not be filled.*divides by zero/,
  ],
  [
    'a formula on what is no number',
    { operation: 'pure', inputs: { share: formula('12 / order.it') } },
    'x',
    'input_not_filled',
    /"share" could not be filled/,
  ],
  [
    'a condition that divides by zero',
    { operation: 'branch', inputs: { condition: formula('12 / order.it > 1') } },
    0,
    'input_not_filled',
    /divides by zero/,
  ],
  [
    'a wait until the 31st of February',
    { operation: 'wait', inputs: { how: literal('moment'), until: given } },
    '2026-02-31',
    'moment_not_valid',
    /cannot wait until "2026-02-31"/,
  ],
  [
    'a wait until nothing',
    { operation: 'wait', inputs: { how: literal('moment'), until: given } },
    null,
    'moment_not_valid',
    /cannot wait until null/,
  ],
  [
    'a wait of a text',
    { operation: 'wait', inputs: { amount: given } },
    'soon',
    'duration_not_valid',
    /must be a number/,
  ],
  ['a wait backwards', { operation: 'wait', inputs: { amount: given } }, -1, 'duration_not_valid', /must be a number/],
  [
    'a wait without end',
    { operation: 'wait', inputs: { amount: given, unit: literal('days') } },
    31,
    'wait_too_long',
    /30 days at most/,
  ],
  [
    'a callback that waits for ever',
    { operation: 'callback', inputs: { amount: given } },
    1e300,
    'wait_too_long',
    /at most/,
  ],
  [
    'an answer with no status',
    { operation: 'respond', inputs: { status: given } },
    'fine',
    'status_not_valid',
    /from 200 to 599.*"fine"/,
  ],
  [
    'an answer with status 999',
    { operation: 'respond', inputs: { status: given } },
    999,
    'status_not_valid',
    /from 200 to 599/,
  ],
];
it.each(refused)('fails in words: %s', async (...[, step, value, code, words]) => {
  const { outcome, step: seen } = await stepWith(step, value);
  expect(outcome).toEqual({ kind: 'finished', outcome: 'failed' });
  expect(seen?.failure).toMatchObject({ code, retry: 'never' });
  expect(seen?.failure?.message).toMatch(words);
});

const asks = { operation: 'branch', inputs: { condition: given } };
const chooses = {
  operation: 'switch',
  inputs: { value: given, cases: literal([{ is: 'a' }, { is: 1 }]) },
};

const taken: [string, StepChanges, unknown, { outlet: string; output?: unknown }][] = [
  ['a loop over nothing', loop, null, { outlet: 'done', output: { count: 0, items: [] } }],
  ['a loop over what is missing', loop, undefined, { outlet: 'done', output: { count: 0, items: [] } }],
  ['a loop over an empty list', loop, [], { outlet: 'done', output: { count: 0, items: [] } }],
  ['a question about nothing', asks, null, { outlet: 'no' }],
  ['a switch that no case fits', chooses, 'z', { outlet: 'otherwise', output: { case: null } }],
  ['a switch over nothing', chooses, null, { outlet: 'otherwise', output: { case: null } }],
  ['a switch over a list', chooses, ['a'], { outlet: 'otherwise', output: { case: null } }],
  ['a switch over a number typed as text', chooses, '1', { outlet: 'case2', output: { case: '1' } }],
  ['a wait of no time', { operation: 'wait', inputs: { amount: given } }, 0, { outlet: 'done' }],
];
it.each(taken)('goes on as stated: %s', async (...[, step, value, ends]) => {
  const { outcome, step: seen } = await stepWith(step, value);
  expect(outcome).toEqual({ kind: 'finished', outcome: 'succeeded' });
  expect(seen).toMatchObject(ends);
});
