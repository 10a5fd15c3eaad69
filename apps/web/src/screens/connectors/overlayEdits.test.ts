import type { Overlay } from '@patchbay/connector';
import { expect, it } from 'vitest';
import {
  type AdviceLine,
  adviceLines,
  adviceProblem,
  emptyPaging,
  limitOf,
  limitProblem,
  pagingFields,
  withAdvice,
  withLimit,
  withOperation,
  withRefusal,
} from './overlayEdits.ts';
import { keyName, oauthForm, oauthProblems, signInKind, withOAuth, withSignIn } from './signInEdits.ts';

it.each(['described', 'none', 'bearer', 'basic', 'header', 'query', 'oauth'] as const)(
  'keeps signing in by %s',
  (kind) => {
    const overlay = withSignIn({ name: 'Acme' }, kind, 'X-Key');
    expect(signInKind(overlay)).toBe(kind);
    expect(keyName(overlay)).toBe(kind === 'header' || kind === 'query' ? 'X-Key' : '');
    expect(overlay.name).toBe('Acme');
  },
);

it('says of refusals only what was typed', () => {
  const overlay = withRefusal(withRefusal({}, { message: 'error.text' }), { at: 'error' });
  expect(overlay.defaults?.answer).toEqual({ message: 'error.text', refusedWhen: { at: 'error' } });
  expect(withRefusal(withRefusal(overlay, { message: '' }), { at: '' }).defaults).toEqual({});
});

it('forgets an operation of which nothing is said any more', () => {
  const overlay: Overlay = withOperation({}, 'list', { isHidden: true, title: 'List' });
  expect(overlay.operations).toEqual({ list: { isHidden: true, title: 'List' } });
  expect(withOperation(overlay, 'list', { isHidden: undefined, title: undefined }).operations).toEqual({});
});

it('asks each way for lists to go on what it needs', () => {
  const [list, next, parameter] = pagingFields(emptyPaging('cursor'));
  expect([list?.label, next?.label, parameter?.value]).toEqual([
    'Where the list stands',
    'Where the next page stands',
    'cursor',
  ]);
  expect(next?.put('meta.next')).toMatchObject({ style: 'cursor', next: 'meta.next' });
  expect(pagingFields(emptyPaging('link'))).toHaveLength(1);
});

it('keeps signing in on a page of the API, with what it asks for', () => {
  const form = {
    authorizeUrl: ' https://login.acme.example/authorize ',
    tokenUrl: 'https://login.acme.example/token',
    scopes: 'parts.read, parts.write\nparts.read',
    clientSecretIn: 'header' as const,
  };
  const overlay = withOAuth(withSignIn({}, 'oauth', ''), form);
  expect(overlay.auth).toEqual([
    {
      kind: 'oauth2',
      authorizeUrl: 'https://login.acme.example/authorize',
      tokenUrl: 'https://login.acme.example/token',
      clientSecretIn: 'header',
      scopes: ['parts.read', 'parts.write'],
      defaultScopes: ['parts.read', 'parts.write'],
    },
  ]);
  expect(oauthForm(overlay)).toEqual({
    ...form,
    authorizeUrl: form.authorizeUrl.trim(),
    scopes: 'parts.read\nparts.write',
  });
  const other = withOAuth(overlay, { ...oauthForm(overlay), clientSecretIn: 'body', authorizeUrl: '' });
  expect(other.auth).toEqual([
    expect.not.objectContaining({ clientSecretIn: 'header', authorizeUrl: form.authorizeUrl }),
  ]);
});

it.each([
  ['https://login.example/a', ''],
  ['http://127.0.0.1:4000/a', ''],
  ['http://login.example/a', 'It has to begin with https://, or others could read the secret.'],
  ['login.example', 'Give a whole address, such as https://login.example.com/token.'],
  ['', 'Give a whole address, such as https://login.example.com/token.'],
])('takes %s as an address of a sign-in, or says why not', (authorizeUrl, why) => {
  const problems = oauthProblems({ ...oauthForm({}), authorizeUrl, tokenUrl: 'https://a.example' });
  expect(problems).toEqual(why === '' ? {} : { authorizeUrl: why });
});

const line = (code: string, more: Partial<AdviceLine> = {}): AdviceLine => ({
  code,
  sentence: '',
  retry: 'never',
  ...more,
});

it('keeps advice by its codes beside the rest of what is said of refusals', () => {
  const refusal = withRefusal({}, { code: 'error.code' });
  const lines = [line('busy', { retry: 'later' }), line(' gone ', { sentence: 'Choose it again.' }), line('')];
  const overlay = withAdvice(refusal, lines);
  expect(overlay.defaults?.answer).toEqual({
    code: 'error.code',
    advice: { busy: { retry: 'later' }, gone: { sentence: 'Choose it again.' } },
  });
  expect(adviceLines(overlay)).toEqual([
    line('busy', { retry: 'later' }),
    line('gone', { sentence: 'Choose it again.' }),
  ]);
  expect(withRefusal(overlay, { code: 'code' }).defaults?.answer?.advice).toHaveProperty('gone');
  expect(withAdvice(overlay, []).defaults).toEqual({ answer: { code: 'error.code' } });
});

it('says what is wrong with a line of advice', () => {
  const lines = [line('busy'), line(' busy'), line('', { sentence: 'Wait.' }), line('')];
  expect(lines.map((one) => adviceProblem(one, lines))).toEqual([
    'There is advice for this code already.',
    'There is advice for this code already.',
    'Say which code this is about, such as not_found or 404.',
    undefined,
  ]);
});

it('limits how often an API is asked, by a whole number', () => {
  const overlay = withLimit({}, { requests: ' 5 ', perMs: 60_000 });
  expect(overlay.defaults).toEqual({ limit: { requests: 5, perMs: 60_000 } });
  expect(limitOf(overlay)).toEqual({ requests: '5', perMs: 60_000 });
  expect(withLimit(overlay, { requests: '', perMs: 60_000 }).defaults).toEqual({});
  expect(['', '1', '1000000'].map(limitProblem)).toEqual([undefined, undefined, undefined]);
  for (const wrong of ['0', '-1', '1.5', 'many', '1000001']) expect(limitProblem(wrong)).toMatch(/whole number/);
});
