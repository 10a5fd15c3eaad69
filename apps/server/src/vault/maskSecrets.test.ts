import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMask, MASK } from './maskSecrets.ts';

const secret = 'p@ss/w+rd "é" &1!';

describe('a secret', () => {
  it.each<[string, string]>([
    ['as it is', `key=${secret};`],
    ['in an address', encodeURIComponent(secret)],
    ['in an address, twice', encodeURIComponent(encodeURIComponent(secret))],
    ['in a form', new URLSearchParams({ a: secret }).toString()],
    ['in lower case percent signs', encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase())],
    ['in JSON', JSON.stringify({ a: secret })],
    ['in JSON that escapes slashes', JSON.stringify({ a: secret }).replaceAll('/', '\\/')],
    ['in JSON of plain letters', JSON.stringify({ a: secret }).replace('é', '\\u00e9')],
    ['in JSON inside JSON', JSON.stringify(JSON.stringify({ a: secret }))],
    ['in HTML', secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
    ['in hexadecimal', Buffer.from(secret).toString('hex')],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in base64 behind a name', Buffer.from(`ada:${secret}`).toString('base64')],
    ['in base64 between others', Buffer.from(`user ada, ${secret}, bye`).toString('base64')],
    ['in base64 for addresses', Buffer.from(`ab${secret}`).toString('base64url')],
  ])('is taken out %s', (_where, text) => {
    const masked = createMask([secret])(text);
    expect(masked).toContain(MASK);
    const plain = [masked, decoded(masked), Buffer.from(masked.split(MASK).join(''), 'base64').toString()];
    for (const left of plain) expect(left).not.toMatch(/p@ss|w\+rd/);
  });

  it('is taken out of whatever is around it', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(text, fc.string({ minLength: 8, maxLength: 60 }), text, (before, hidden, after) => {
        fc.pre(hidden.trim().length >= 8);
        const masked = createMask([hidden])(`${before}${hidden}${after}`);
        expect(masked.includes(hidden.trim())).toBe(false);
      }),
    );
  });

  it('too short to be told from other words is left to its place', () => {
    expect(createMask(['ab'])('a cab')).toBe('a cab');
  });
});

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
