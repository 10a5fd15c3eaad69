import { TRPCClientError } from '@trpc/client';
import { expect, it } from 'vitest';
import { refusedTry } from './refusedTry.ts';

const problem = (step: string, severity = 'error') => ({
  code: 'required_field_missing',
  severity,
  message: `'${step}' needs a value.`,
  step,
  field: ['email'],
});

function refusedWith(details: unknown): TRPCClientError<never> {
  const app = { code: 'flow_has_problems', message: 'Fix the marked steps before publishing.', details };
  const error = { code: -32_600, message: app.message, data: { httpStatus: 412, app } };
  return TRPCClientError.from({ error });
}

it('says what stands in the way of a try, and never speaks of publishing', () => {
  expect(refusedTry(refusedWith([problem('ship')]))).toMatchObject({
    sentence: "Fix this first: 'ship' needs a value.",
    problems: [{ step: 'ship', field: ['email'] }],
  });
  expect(refusedTry(refusedWith([problem('ship'), problem('tell'), problem('note', 'warning')]))).toMatchObject({
    sentence: '2 things have to be fixed first.',
    problems: [{ step: 'ship' }, { step: 'tell' }],
  });
});

it('says what any other refusal says', () => {
  expect(refusedTry(new Error('x'))).toEqual({
    sentence: 'The server did not answer. Check the connection, then try again.',
    problems: [],
  });
});
