import { spell } from '@patchbay/words';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReadContact, readLink, readPhone } from './readContact.ts';

const said = (read: ReadContact) => ('problem' in read ? spell(read.problem) : read.value);

describe('a phone number', () => {
  it.each([
    ['+44 20 7946 0958', '+442079460958'],
    ['+44 (0)20 7946-0958', '+442079460958'],
    ['0049 151/123.456-78', '+4915112345678'],
    [' +1 (212) 555-0100 ', '+12125550100'],
    ['+49 – 151 – 12345678', '+4915112345678'],
  ])('reads %j as it can be called', (written, number) => {
    expect(readPhone(written)).toEqual({ value: number });
  });

  it.each([
    ['030 123456', 'code of the country'],
    ['123456789', 'code of the country'],
    ['+44+20 79460958', 'code of the country'],
    ['+49 12', 'too short'],
    ['+1234567890123456', 'too long'],
    ['+0151 1234567', 'begins with 0'],
    ['+49 151 CALL', '“C”'],
    ['+49 151 1234567 ext. 3', '“e”'],
  ])('says what is wrong with %j', (written, words) => {
    expect(said(readPhone(written))).toContain(words);
  });

  it('gives digits behind a plus or says why not, whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\+?[0-9 ()/-]{0,24}$/)), (written) => {
        const read = readPhone(written);
        expect('value' in read ? readPhone(read.value) : read).toEqual(read);
        expect(said(read)).toMatch(/^\+[1-9]\d{7,14}$|[.?]$/);
      }),
    );
  });
});

describe('a web address', () => {
  it.each([
    ['example.com', 'https://example.com'],
    ['http://example.com/a?b=c#d', 'http://example.com/a?b=c#d'],
    ['www.müller.example/über', 'https://www.xn--mller-kva.example/%C3%BCber'],
    ['example.com:8080/x', 'https://example.com:8080/x'],
  ])('reads %j as %s', (written, address) => {
    expect(readLink(written)).toEqual({ value: address });
  });

  it.each([
    ['ann@example.com', 'e-mail address'],
    ['my shop', 'no spaces'],
    ['javascript:alert(1)', 'not with javascript'],
    ['ftp://example.com', 'not with ftp'],
    ['shop', 'such as example.com'],
    ['https://', 'such as example.com'],
    ['127.0.0.1', 'such as example.com'],
    ['', 'such as example.com'],
  ])('says what is wrong with %j', (written, words) => {
    expect(said(readLink(written))).toContain(words);
  });

  it('leads nowhere but to the web, whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (written) => {
        const read = readLink(written);
        expect(said(read)).toMatch(/^https?:\/\/|\.$/);
      }),
    );
  });
});
