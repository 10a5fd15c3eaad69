import { expect, it } from 'vitest';
import { curlInputs, withSecrets } from './curlInputs.ts';
import { parseCurl } from './parseCurl.ts';

const read = (text: string) => {
  const parsed = parseCurl(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed;
};

it('fills the fields of a step, and empties what the command does not say', () => {
  const { request } = read(`curl https://api.example.com/orders -d '{"order": {"id": 7}}'`);
  expect(curlInputs(request)).toEqual({
    method: { kind: 'literal', value: 'POST' },
    url: { kind: 'literal', value: 'https://api.example.com/orders' },
    query: undefined,
    headers: undefined,
    body: {
      kind: 'object',
      fields: { order: { kind: 'object', fields: { id: { kind: 'literal', value: 7 } } } },
    },
    send: undefined,
  });
});

it('puts secrets back where they stood, for who wants them in the flow', () => {
  const { request, secrets } = read('curl "https://api.example.com?q=1&api_key=k1" -u ann:pä');
  const whole = withSecrets(request, secrets);
  expect(whole.query).toEqual({ q: '1', api_key: 'k1' });
  expect(whole.headers).toEqual({ Authorization: 'Basic YW5uOnDDpA==' });
});
