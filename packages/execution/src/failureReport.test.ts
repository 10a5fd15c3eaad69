import { OperationError } from '@patchbay/connector';
import { flow } from '@patchbay/flow/testing';
import { expect, it } from 'vitest';
import { foldRun } from './apply.ts';
import { failureReport } from './failureReport.ts';
import { loadPlan } from './loadPlan.ts';
import type { CallRequest } from './ports.ts';
import { testRun } from './testing/testRun.ts';
import { planOf } from './testing.ts';

const failure = { code: 'x', message: 'No such order.', retry: 'never' } as const;
const call = ({ idempotencyKey }: CallRequest) => {
  if (idempotencyKey.endsWith('/send') && !idempotencyKey.includes('[0]')) throw new OperationError(failure);
};

async function reportOf(...lines: string[]) {
  const plan = planOf(flow(...lines), { each: { inputs: { items: { kind: 'literal', value: [1, 2] } } } });
  const run = testRun(plan, { call });
  await run.go();
  return failureReport(foldRun(loadPlan(plan), run.events));
}

it('names the innermost step whose failure nothing caught', async () => {
  await expect(reportOf('hook -> each', 'each/send')).resolves.toEqual({ failure, path: 'each[1]/send', step: 'send' });
});

it('says nothing of a run that has not failed', async () => {
  await expect(reportOf('hook -> each', 'each/send', 'each -error-> tell')).resolves.toBeUndefined();
});
