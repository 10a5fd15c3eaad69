import type { RunEvent, RunView } from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { sentOnce } from './sentOnce.ts';

const order = StepId.parse('order');
const payload = { lines: ['one', 'two'] };
const events: RunEvent[] = [
  { type: 'run.started', at: 1, trigger: order, payload, mode: 'live' },
  { type: 'step.succeeded', at: 2, path: 'fields', outlet: 'done', output: { total: 2 } },
  {
    type: 'run.answered',
    at: 3,
    path: 'reply',
    answer: { status: 200, contentType: 'application/json', body: payload },
  },
  { type: 'run.finished', at: 4, outcome: 'succeeded' },
];
const view: RunView = {
  status: 'succeeded',
  mode: 'live',
  trigger: order,
  payload,
  edges: {},
  steps: [
    { path: 'order', step: 'order', status: 'succeeded', attempts: 0, output: payload },
    { path: 'fields', step: 'fields', status: 'succeeded', attempts: 0, output: { total: 2 } },
  ],
};

it('holds no data of a long run twice, and loses none of its facts', () => {
  const sent = sentOnce({ events, view });
  expect(sent.events.map(({ type, at }) => [type, at])).toEqual(events.map(({ type, at }) => [type, at]));
  expect(JSON.stringify(sent).match(/"two"/g)).toHaveLength(1);
  expect(JSON.stringify(sent).match(/"total":2/g)).toHaveLength(1);
  expect(sent.view?.steps[0]).not.toHaveProperty('output');
});

it('leaves a run with no view as it is, since its journal is all there is of it', () => {
  expect(sentOnce({ events })).toEqual({ events });
});
