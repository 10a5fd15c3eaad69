import aws4 from 'aws4';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sigV4, sigV4Link } from './sigV4.ts';

// The published test suite of the signature: its keys, its moment, and what it says each request is signed with.
const keys = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const at = Date.UTC(2015, 7, 30, 12, 36, 0);
const base = { url: 'https://example.amazonaws.com/', headers: {}, body: '', service: 'service', at };
const signatureOf = (changes: Partial<Parameters<typeof sigV4>[0]>) =>
  /Signature=(\w+)$/.exec(sigV4({ method: 'GET', ...base, ...changes }, keys).authorization ?? '')?.[1];

describe('a request signed with version 4', () => {
  it.each<[string, Partial<Parameters<typeof sigV4>[0]>, string]>([
    ['get-vanilla', {}, '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    ['post-vanilla', { method: 'POST' }, '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
    [
      'get-vanilla-query-order-key-case',
      { url: 'https://example.amazonaws.com/?Param2=value2&Param1=value1' },
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
    [
      'get-vanilla-empty-query-key',
      { url: 'https://example.amazonaws.com/?Param1=value1' },
      'a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb',
    ],
    [
      'post-header-key-sort',
      { method: 'POST', headers: { 'my-header1': 'value1' } },
      'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
    ],
    [
      'post-x-www-form-urlencoded',
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'Param1=value1',
      },
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    ],
  ])('has the signature of the published example %s', (_name, request, signature) => {
    expect(signatureOf(request)).toBe(signature);
  });

  it('is signed as another hand signs it, whatever is in its address and body', () => {
    const text = fc.string({ unit: fc.constantFrom(..."abcXYZ019-_.~ !*'()&=%äß€"), maxLength: 12 });
    const request = fc.record({
      parts: fc.array(text, { maxLength: 3 }),
      pairs: fc.array(fc.tuple(text, text), { maxLength: 4 }),
      body: text,
      service: fc.constantFrom('s3', 'execute-api', 'ses'),
    });
    fc.assert(
      fc.property(request, ({ parts, pairs, body, service }) => {
        const query = pairs.map((pair, index) => pair.map((it) => encodeURIComponent(`${index}${it}`)).join('='));
        const mark = query.length === 0 ? '' : '?';
        const path = `/${parts.map((part) => encodeURIComponent(`x${part}`)).join('/')}${mark}${query.join('&')}`;
        // The other hand adds the length by itself.
        const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
        const mine = sigV4({ method: 'POST', url: `https://api.example.com${path}`, headers, body, service, at }, keys);
        const given = { ...headers, 'X-Amz-Date': '20150830T123600Z', Host: 'api.example.com' };
        const theirs = { method: 'POST', path, host: 'api.example.com', headers: given, body, service };
        const signed = aws4.sign({ ...theirs, region: keys.region }, keys);
        expect(mine.authorization).toBe(signed.headers?.Authorization);
      }),
    );
    expect.hasAssertions();
  });
});

describe('an address signed with version 4', () => {
  it('is the one that Amazon’s documentation has', () => {
    const own = {
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      region: 'us-east-1',
    };
    const url = 'https://examplebucket.s3.amazonaws.com/test.txt';
    const link = { method: 'GET', url, service: 's3', at: Date.UTC(2013, 4, 24), seconds: 86_400 };
    const signed = new URL(sigV4Link(link, own));
    expect(signed.searchParams.get('X-Amz-Signature')).toBe(
      'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    );
  });

  it('is what another implementation signs, whatever stands in it', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((part) => !/^\.{1,2}$|\//.test(part));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), text, (parts, name) => {
        const query = `response-content-disposition=${encodeURIComponent(name)}`;
        const url = new URL(`https://s3.example.com/${parts.map(encodeURIComponent).join('/')}?${query}`);
        const link = { method: 'GET', url: url.href, service: 's3', at, seconds: 60 };
        const signed = new URL(sigV4Link(link, keys));
        const path = `${url.pathname}?${query}&X-Amz-Date=20150830T123600Z&X-Amz-Expires=60`;
        const asked = { host: url.host, path, service: 's3', signQuery: true, region: 'us-east-1' };
        const other = aws4.sign(asked, keys);
        const theirs = new URL(`https://${url.host}${other.path}`);
        expect(signed.searchParams.get('X-Amz-Signature')).toBe(theirs.searchParams.get('X-Amz-Signature'));
      }),
      { numRuns: 100 },
    );
  });
});
