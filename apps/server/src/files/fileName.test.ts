import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { contentTypeOf, fileName } from './fileName.ts';

it.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ann\\invoice.pdf', 'invoice.pdf'],
  ['in\u0000voice.pdf', 'invoice.pdf'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['Rechnung März – 2026 (Kopie).xlsx', 'Rechnung März – 2026 (Kopie).xlsx'],
  ['a"b<c>|d?.txt', 'a_b_c__d_.txt'],
  ['..', 'file'],
  ['', 'file'],
  ['folder/', 'file'],
  ['.hidden', 'hidden'],
  [`${'a'.repeat(300)}.pdf`, `${'a'.repeat(120)}.pdf`],
  ['\uD800.txt', '\uFFFD.txt'],
])('makes of the name %j the name %j', (given, name) => {
  expect(fileName(given)).toBe(name);
});

it('gives any text a name that is short, seen and no path', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const name = fileName(given);
      expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}]|^\.|^$/u);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(251);
      expect(name.isWellFormed()).toBe(true);
    }),
  );
});

it.each([
  ['text/csv', 'text/csv'],
  ['Text/CSV; charset=utf-8', 'text/csv; charset=utf-8'],
  ['text/html\r\nx-other: 1', 'application/octet-stream'],
  ['', 'application/octet-stream'],
  ['image/*', 'application/octet-stream'],
])('makes of the type %j the type %j', (given, type) => {
  expect(contentTypeOf(given)).toBe(type);
});
