import { anything, assert, dictionary, jsonValue, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gistOf } from './gistOf.ts';

const request = (body: unknown, query = {}) => ({ body, query, headers: { host: 'h' }, method: 'POST', path: '' });

describe('the gist of what started a run', () => {
  it.each<[string, unknown, string | null]>([
    [
      'who, by which address, for how much',
      request({ name: 'Ana Lima', email: 'ana@lima.example', amount: '240.00' }),
      'Ana Lima · ana@lima.example · 240.00',
    ],
    [
      'the number of an order rather than its price',
      request({ id: 1001, customer: { name: 'Ada Lovelace', email: 'ada@example.com' }, price: 19.5 }),
      'Ada Lovelace · ada@example.com · 1001',
    ],
    ['an amount with its currency', { total: 12, currency: 'eur', number: 'R-7' }, 'R-7 · 12 EUR'],
    ['first and last name as one', { firstName: 'Ana', lastName: 'Lima' }, 'Ana Lima'],
    [
      'the answers of a form',
      { whatDoYouNeedItFor: 'A laptop for the fair', customer_email: 'a@b.co', yourName: 'Tom' },
      'Tom · a@b.co · A laptop for the fair',
    ],
    [
      'what stands deep in the event of an app',
      request({
        id: 'evt_1QabcdefGHIJ2345',
        type: 'paid',
        data: { object: { number: 'INV-4', customer_email: 'x@y.de' } },
      }),
      'x@y.de · INV-4',
    ],
    [
      'a ticket',
      { action: 'opened', issue: { number: 42, title: 'Crash on start' }, repository: { full_name: 'acme/shop' } },
      'acme/shop · Crash on start · 42',
    ],
    [
      'a mail',
      { from: { name: 'Eva', address: 'eva@x.example' }, subject: 'Re: invoice' },
      'Eva · Re: invoice · eva@x.example',
    ],
    [
      'the moment of a schedule',
      { scheduledAt: 'x', date: '2026-11-23', time: '08:00', zone: 'UTC', missed: 0 },
      '2026-11-23 08:00',
    ],
    ['questions of an address', request(null, { order: '17' }), '17'],
    ['a text, on one line', request('  hello\n\tworld '), 'hello world'],
    ['a number', 42, '42'],
    ['words in any script', { 名前: '山田太郎', メール: 'yamada@例え.jp' }, 'yamada@例え.jp · 山田太郎'],
    ['nothing of nothing', request(null), null],
    ['nothing of lists', request({ items: [{ name: 'A' }, { name: 'B' }] }), null],
  ])('is %s', (_, payload, gist) => {
    expect(gistOf(payload)).toBe(gist);
  });

  it.each<[string, unknown]>([
    ['a password', { password: 'hunter2 is it' }],
    ['a token in a field of fields', { auth: { token: 'abc def', name: 'Tom' } }],
    ['keys', { apiKey: 'k-1', client_secret: 'shh', 'X-Api-Key': 'k', private_key: 'pem' }],
    ['headers', request(null, { headers: { name: 'Tom' } })],
    ['what was masked', { note: 'the key is ••••••' }],
    ['the number of a card, whatever it is called', { number: '4111 1111 1111 1111', id: 4111111111111111 }],
    ['a code nobody can read', { name: 'sk4f9Qx71LmZp0aVb28TyRwE', value: 'eyJhbGciOiJIUzI1NiJ9.e30' }],
    ['an address with who knows what in it', { note: 'https://example.com/?token=abc' }],
  ])('never shows %s', (_, payload) => {
    expect(gistOf(payload)).toBeNull();
  });

  it('has at most three values and eighty signs', () => {
    const long = 'An answer that goes on and on and on until nobody wants to read it any more';
    const gist =
      gistOf({ name: long, subject: long.toUpperCase(), email: `${'a'.repeat(60)}@example.com`, total: 1 }) ?? '';
    expect(gist.length).toBeLessThanOrEqual(80);
    expect(gist.split(' · ').length).toBeLessThanOrEqual(3);
  });

  it('looks at the first fields only, whatever comes', () => {
    const looked: string[] = [];
    const spied = (fields: object) =>
      new Proxy(fields, { get: (target, key) => (looked.push(String(key)), Reflect.get(target, key)) });
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`field ${at}`, { deep: at }]));
    gistOf(spied({ many: spied(many), list: Array.from({ length: 100_000 }, () => ({ name: 'A' })) }));
    expect(looked.length).toBeLessThan(500);
  });

  it('is one line of plain text, or nothing, for anything that can come', () => {
    assert(
      property(jsonValue(), (payload) => {
        const gist = gistOf(payload);
        expect(gist ?? '-').toMatch(/^[^\p{Cc}\p{Cf}]+$/u);
        expect((gist ?? '').length).toBeLessThanOrEqual(80);
        expect((gist ?? '').isWellFormed()).toBe(true);
      }),
    );
    assert(property(anything(), (payload) => void gistOf(payload)));
    assert(
      property(dictionary(string(), string({ unit: 'binary' })), (payload) => (gistOf(payload) ?? '').isWellFormed()),
    );
  });
});
