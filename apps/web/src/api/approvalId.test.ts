import { expect, it } from 'vitest';
import { approvalId } from './approvalId.ts';

it.each([
  ['ask', 'AZq83v8-f_-___7cuph2VGFzaw'],
  ['each[3]/ask', 'AZq83v8-f_-___7cuph2VGVhY2hbM10vYXNr'],
])('names the place %s as the server does', (path, id) => {
  expect(approvalId({ runId: '019abcde-ff3e-7fff-bfff-fedcba987654', path })).toBe(id);
});
