import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCurl, type ParsedCurl } from './parseCurl.ts';
import { shellWords } from './shellWords.ts';

type Read = Extract<ParsedCurl, { ok: true }>;

function read(text: string): Read {
  const parsed = parseCurl(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed;
}

const plain = { query: {}, headers: {} };

describe('a curl command', () => {
  it.each<[what: string, text: string, request: Read['request']]>([
    [
      'an address',
      'curl https://api.example.com/orders',
      { ...plain, method: 'GET', url: 'https://api.example.com/orders' },
    ],
    [
      'an address without a scheme',
      'curl api.example.com',
      { ...plain, method: 'GET', url: 'https://api.example.com' },
    ],
    [
      'JSON on several lines',
      `curl -X PUT 'https://api.example.com/orders/1?notify=yes' \\\n  -H 'Content-Type: application/json' \\\n  -d '{"note": "it\\'\\''s fine"}'`.replace(
        "\\'\\''",
        "'\\''",
      ),
      {
        method: 'PUT',
        url: 'https://api.example.com/orders/1',
        query: { notify: 'yes' },
        headers: {},
        body: { note: "it's fine" },
        send: 'json',
      },
    ],
    [
      'several -d',
      'curl https://api.example.com/charges -d amount=2000 -d currency=eur -d "description=Oak desk"',
      {
        ...plain,
        method: 'POST',
        url: 'https://api.example.com/charges',
        body: { amount: '2000', currency: 'eur', description: 'Oak desk' },
        send: 'form',
      },
    ],
    [
      '--data-urlencode and -G',
      'curl -G https://api.example.com/search --data-urlencode "q=a & b" -d limit=5',
      { ...plain, method: 'GET', url: 'https://api.example.com/search', query: { q: 'a & b', limit: '5' } },
    ],
    [
      '--json',
      `curl --json '{"a": [1, 2]}' https://api.example.com`,
      {
        ...plain,
        method: 'POST',
        url: 'https://api.example.com',
        headers: { Accept: 'application/json' },
        body: { a: [1, 2] },
        send: 'json',
      },
    ],
    [
      '-F',
      `curl -F 'name=Ann' -F 'note="hi";type=text/plain' https://api.example.com/up`,
      {
        ...plain,
        method: 'POST',
        url: 'https://api.example.com/up',
        body: { name: 'Ann', note: 'hi' },
        send: 'multipart',
      },
    ],
    [
      'text of another type',
      `curl https://api.example.com -H 'Content-Type: text/csv' --data-binary $'a,b\\n1,2'`,
      {
        ...plain,
        method: 'POST',
        url: 'https://api.example.com',
        headers: { 'Content-Type': 'text/csv' },
        body: 'a,b\n1,2',
      },
    ],
    [
      'the Windows command prompt, as a browser copies it',
      'curl ^"https://api.example.com/x?a=1^&b=2^" ^\n  -H ^"accept: */*^" ^\n  --data-raw ^"^{^\\^"name^\\^":^\\^"Ann^\\^"^}^"',
      {
        method: 'POST',
        url: 'https://api.example.com/x',
        query: { a: '1', b: '2' },
        headers: { accept: '*/*' },
        body: { name: 'Ann' },
        send: 'json',
      },
    ],
    [
      'Windows quotes',
      'curl -sSXPATCH "https://api.example.com" -H "Content-Type: application/json" -d "{\\"a\\": 1}"',
      { ...plain, method: 'PATCH', url: 'https://api.example.com', body: { a: 1 }, send: 'json' },
    ],
    [
      'a form that names a thing twice, as it is',
      'curl https://api.example.com -d "tag=a&tag=b"',
      {
        ...plain,
        method: 'POST',
        url: 'https://api.example.com',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: 'tag=a&tag=b',
      },
    ],
    ['-I', 'curl -I https://api.example.com', { ...plain, method: 'HEAD', url: 'https://api.example.com' }],
    [
      'what follows',
      'curl https://api.example.com | jq .',
      { ...plain, method: 'GET', url: 'https://api.example.com' },
    ],
  ])('with %s', (_what, text, request) => {
    expect(read(text)).toMatchObject({ request, secrets: [], left: [] });
    expect(read(text).request).toEqual(request);
  });

  it.each<[text: string, secret: Read['secrets'][number]]>([
    ['-H "Authorization: Bearer sk_test_1"', { kind: 'bearer', token: 'sk_test_1' }],
    ['-u sk_test_1:', { kind: 'basic', username: 'sk_test_1', password: '' }],
    ['-H "Authorization: Basic YW5uOnBhOnNz"', { kind: 'basic', username: 'ann', password: 'pa:ss' }],
    ['-H "X-Api-Key: k1"', { kind: 'header', name: 'X-Api-Key', value: 'k1' }],
    ['-H "Authorization: Token k1"', { kind: 'header', name: 'Authorization', value: 'Token k1' }],
    ['--oauth2-bearer k1', { kind: 'bearer', token: 'k1' }],
  ])('gives what signs it by itself: %s', (option, secret) => {
    const { request, secrets } = read(`curl https://api.example.com ${option}`);
    expect(secrets).toEqual([secret]);
    expect(request).toEqual({ ...plain, method: 'GET', url: 'https://api.example.com' });
  });

  it('finds a key in the query', () => {
    const { request, secrets } = read('curl "https://api.example.com/weather?q=Bern&api_key=k1"');
    expect(secrets).toEqual([{ kind: 'query', name: 'api_key', value: 'k1' }]);
    expect(request.query).toEqual({ q: 'Bern' });
  });

  it('says what it leaves out', () => {
    const { request, left } = read(
      'curl --retry 3 -k --wild -X OPTIONS --data @order.json -F photo=@me.png -o out.json https://api.example.com https://two.example.com',
    );
    expect(left).toEqual([
      '--retry',
      '-k',
      '--wild',
      '-o',
      'https://two.example.com',
      'the file me.png',
      'the method OPTIONS',
    ]);
    expect(request.url).toBe('https://api.example.com');
  });

  it.each([
    ['wget https://api.example.com', /no curl command/],
    ['curl -X POST', /no address/],
  ])('is refused with a reason: %s', (text, problem) => {
    expect(parseCurl(text)).toMatchObject({ ok: false, problem: expect.stringMatching(problem) });
  });

  it('never throws, whatever stands there', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.constantFrom('-d', '-H', '--json', '-u', '-F', "'", '"', '\\', '^', "$'\\x", '-X', '@', '=', '%')),
        (text, signs) => {
          expect(parseCurl(`curl ${text}${signs.join(' ')}${text}`).ok).toBeTypeOf('boolean');
        },
      ),
    );
  });

  it('gives back any request that is written in POSIX quotes', () => {
    const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/).map((text) => `x-q-${text}`);
    const value = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/);
    fc.assert(
      fc.property(
        fc.dictionary(name, value, { noNullPrototype: true }),
        fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }),
        (headers, body) => {
          const lines = Object.entries(headers).map(([header, text]) => `-H ${quote(`${header}: ${text}`)}`);
          const text = `curl https://api.example.com/a --json ${quote(JSON.stringify(body))} \\\n ${lines.join(' \\\n ')}`;
          const { request } = read(text);
          expect(request.body).toEqual(JSON.parse(JSON.stringify(body)));
          const lower = Object.fromEntries(Object.entries(headers).map(([header, one]) => [header.toLowerCase(), one]));
          const got = Object.fromEntries(
            Object.entries(request.headers).map(([header, one]) => [header.toLowerCase(), one]),
          );
          expect(got).toEqual({ accept: 'application/json', ...lower });
        },
      ),
    );
  });
});

it('cuts words as a shell does, in any quotes', () => {
  const words = fc.array(
    fc.string({ minLength: 1 }).filter((text) => !/[\r\n^]/.test(text)),
    { minLength: 1 },
  );
  const single = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const double = (text: string) => `"${text.replace(/["\\$`]/g, '\\$&')}"`;
  fc.assert(
    fc.property(words, fc.constantFrom(single, double), (texts, quote) => {
      expect(shellWords(texts.map(quote).join(' '))).toEqual(texts);
    }),
  );
});
