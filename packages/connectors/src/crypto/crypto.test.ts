import { createHash, createHmac } from 'node:crypto';
import { mockCall, type Operation } from '@patchbay/connector';
import { attempt, connectorProblems } from '@patchbay/connector/testing';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cryptoConnector } from './index.ts';

const { checkSignature, decode, encode, hash, sign } = cryptoConnector.operations;

type Row = Record<string, unknown>;
const give = (operation: Operation, input: Row) => mockCall(operation, input) as Row;
const failureOf = (operation: Operation, input: Row) => attempt(() => give(operation, input)).failure;
const fileOf = (bytes: Uint8Array) => ({ base64: Buffer.from(bytes).toString('base64') });

const algorithm = fc.constantFrom('sha256', 'sha512', 'sha384', 'sha3-256', 'sha1', 'md5');
const form = fc.constantFrom('hex', 'base64', 'base64url');
const source = fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 200 }));
const given = (source: string | Uint8Array) => (typeof source === 'string' ? source : fileOf(source));

it('has nothing wrong, and keeps the names that saved flows refer to', () => {
  expect(connectorProblems(cryptoConnector)).toEqual([]);
  expect(Object.keys(cryptoConnector.operations).join(' ')).toBe('hash sign checkSignature encode decode');
});

describe('hash and sign', () => {
  it('give what OpenSSL gives', () => {
    fc.assert(
      fc.property(source, algorithm, form, (source, algorithm, form) => {
        const theirs = createHash(algorithm)
          .update(source)
          .digest(form as 'hex');
        expect(give(hash, { source: given(source), algorithm, form })).toEqual({ hash: theirs });
      }),
    );
    fc.assert(
      fc.property(
        source,
        algorithm,
        fc.string({ minLength: 1 }).filter((it) => it.trim() !== ''),
        (source, algorithm, secret) => {
          const theirs = createHmac(algorithm, secret).update(source).digest('hex');
          expect(give(sign, { source: given(source), algorithm, secret })).toEqual({ signature: theirs });
        },
      ),
    );
  });

  it('take a secret in hex or base64 for its bytes', () => {
    const signature = give(sign, { source: 'a', secret: 'key' }).signature;
    expect(give(sign, { source: 'a', secret: '6b 65 79', secretForm: 'hex' }).signature).toBe(signature);
    expect(give(sign, { source: 'a', secret: 'a2V5', secretForm: 'base64' }).signature).toBe(signature);
  });

  it('know a right signature in any form from a wrong one', () => {
    fc.assert(
      fc.property(
        source,
        algorithm,
        form,
        fc.constantFrom('', 'sha256=', 'v1='),
        (...[source, algorithm, form, prefix]) => {
          const input = { source: given(source), algorithm, secret: 'key' };
          const signature = `${prefix}${give(sign, { ...input, form }).signature}`;
          expect(give(checkSignature, { ...input, signature })).toEqual({ valid: true });
          expect(give(checkSignature, { ...input, signature, secret: 'other' })).toEqual({ valid: false });
          expect(give(checkSignature, { ...input, signature: signature.slice(0, -4) })).toEqual({ valid: false });
          const longer = `${give(sign, { ...input, form: 'hex' }).signature}00`;
          expect(give(checkSignature, { ...input, signature: longer })).toEqual({ valid: false });
          expect(give(checkSignature, { ...input, source: `${JSON.stringify(source)} `, signature })).toEqual({
            valid: false,
          });
        },
      ),
    );
  });
});

describe('encode and decode', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((it) => !/[\0\uFEFF]/.test(it)),
        fc.constantFrom('base64', 'hex', 'url'),
        (text, form) => {
          expect(give(decode, { text: give(encode, { source: text, form }).text, form })).toEqual({ text });
        },
      ),
    );
    fc.assert(
      fc.property(fc.uint8Array(), fc.constantFrom('base64', 'base64url', 'hex'), (bytes, form) => {
        const { text } = give(encode, { source: fileOf(bytes), form });
        expect(
          give(decode, { text, form: form === 'hex' ? 'hex' : 'base64', give: 'file', fileName: 'a.bin' }),
        ).toEqual({
          file: { ...fileOf(bytes), name: 'a.bin' },
        });
      }),
    );
  });

  it.each([
    [{ source: 'a b&c/é', form: 'url' }, 'a%20b%26c%2F%C3%A9'],
    [{ source: '<a href="x">\'&', form: 'html' }, '&lt;a href=&quot;x&quot;&gt;&#39;&amp;'],
    [{ source: 'hi?>' }, 'aGk/Pg=='],
    [{ source: 'hi?>', form: 'base64url' }, 'aGk_Pg'],
  ])('encode %j', (input, text) => {
    expect(give(encode, input)).toEqual({ text });
  });

  it('read an embedded picture and an address with plus signs', () => {
    expect(give(decode, { text: 'data:text/plain;base64,aGk=' })).toEqual({ text: 'hi' });
    expect(give(decode, { text: 'a+b%20c', form: 'url' })).toEqual({ text: 'a b c' });
  });

  it.each([
    [decode, { text: '!!' }, 'not_decodable', 'The text is not base64.'],
    [decode, { text: 'abc', form: 'hex' }, 'not_decodable', 'The text is not hex digits.'],
    [decode, { text: '100%', form: 'url' }, 'not_decodable', 'a % stands alone'],
    [decode, { text: 'AAAAAA==' }, 'not_text', 'The file holds no text'],
    [sign, { source: 'a', secret: ' ' }, 'value_missing', 'Secret is empty.'],
    [
      sign,
      { source: 'a', secret: 'topsecret', secretForm: 'hex' },
      'secret_not_valid',
      'The secret is not hex digits.',
    ],
    [hash, { source: 'a', algorithm: 'crc' }, 'choice_not_valid', 'Algorithm must be one of'],
    [hash, {}, 'value_missing', 'Text or file is empty.'],
  ] as [Operation, Row, string, string][])('end in words: %#', (operation, input, ...[code, message]) => {
    expect(failureOf(operation, input)).toMatchObject({
      code,
      retry: 'never',
      message: expect.stringContaining(message),
    });
  });
});
