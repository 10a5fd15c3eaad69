import { expect, test } from 'vitest';
import { linkProblem } from './linkProblem.ts';

test.each(['https://example.com/openapi.json', ' http://127.0.0.1:4010/openapi.yaml '])('takes %j', (link) => {
  expect(linkProblem(link)).toBeUndefined();
});

test.each([
  ['', 'Paste the link first.'],
  ['example.com/openapi.json', 'This is not a whole link. It starts with https:// and names a host.'],
  ['javascript:alert(1)', 'The link must start with https:// or http://.'],
  ['file:///etc/passwd', 'The link must start with https:// or http://.'],
])('refuses %j with a reason', (link, reason) => {
  expect(linkProblem(link)).toBe(reason);
});
