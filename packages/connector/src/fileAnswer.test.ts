import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from './connector.ts';
import { encodeBody, toJson } from './encodeBody.ts';
import { type FileRef, fileSchema, isFileRef, sampleFile } from './file.ts';
import { answerFileName, isFileAnswer } from './fileAnswer.ts';
import { mockCall } from './mock/mockCall.ts';
import { sampleFromSchema } from './sampleFromSchema.ts';

const call: Operation = { title: 'Get', kind: 'call', effect: 'read', repeat: 'natural', input: {}, output: true };
const whole: Operation = { ...call, answer: 'whole', fileAnswer: { input: 'asFile' } };
const request = { method: 'GET' } as const;
const attachment = 'attachment; filename="a.bin"';

describe('an answer is kept as a file', () => {
  it.each<[string, Operation, object, Record<string, string>, number]>([
    ['it is a picture', call, {}, { 'content-type': 'image/png' }, 200],
    ['it is of no type but attached', call, {}, { 'content-disposition': attachment }, 200],
    ['it is an attached text', whole, {}, { 'content-type': 'text/csv', 'content-disposition': attachment }, 200],
    ['the step asks for it', whole, { asFile: true }, { 'content-type': 'application/json' }, 201],
    ['the operation gives files', { ...call, output: fileSchema }, {}, { 'content-type': 'text/csv' }, 200],
  ])('where %s', (...[, operation, input, headers, status]) => {
    expect(isFileAnswer({ operation, input, request }, { status, headers })).toBe(true);
  });

  it.each<[string, Operation, object, Record<string, string>, number]>([
    [
      'it is JSON, attached or not',
      whole,
      {},
      { 'content-type': 'application/vnd.api+json', 'content-disposition': attachment },
      200,
    ],
    ['it is JSON', call, {}, { 'content-type': 'application/json' }, 200],
    ['it is a text', whole, { asFile: 'true' }, { 'content-type': 'text/html' }, 200],
    ['a text was promised', call, {}, { 'content-type': 'text/csv', 'content-disposition': attachment }, 200],
    ['it has no type', call, {}, {}, 200],
    ['it is a refusal', whole, { asFile: true }, { 'content-type': 'image/png' }, 404],
    ['there is nothing in it', whole, { asFile: true }, { 'content-length': '0' }, 200],
    ['there never is', whole, { asFile: true }, {}, 204],
  ])('but not where %s', (...[, operation, input, headers, status]) => {
    const asked = { operation, input, request };
    expect(isFileAnswer(asked, { status, headers: { 'content-type': 'application/json', ...headers } })).toBe(false);
  });

  it('but not where only its head was asked for', () => {
    const asked = { operation: call, input: {}, request: { method: 'HEAD' } as const };
    expect(isFileAnswer(asked, { status: 200, headers: { 'content-type': 'image/png' } })).toBe(false);
  });
});

it.each([
  ['attachment; filename="a b.pdf"', 'https://x.example/', 'a b.pdf'],
  ['attachment; filename=plain.csv; size=3', 'https://x.example/', 'plain.csv'],
  ['attachment; filename="x.txt"; filename*=UTF-8\'en\'M%C3%A4rz.txt', 'https://x.example/', 'März.txt'],
  ['attachment; filename*=UTF-8\'\'%zz; filename="x.txt"', 'https://x.example/', 'x.txt'],
  ['attachment; filename="say \\"hi\\".txt"', 'https://x.example/', 'say "hi".txt'],
  ['inline', 'https://x.example/files/M%C3%A4rz.csv?download=1', 'März.csv'],
  ['', 'https://x.example/', 'file'],
])('reads the name in %j at %s', (disposition, url, name) => {
  expect(answerFileName({ status: 200, headers: { 'content-disposition': disposition } }, url)).toBe(name);
});

describe('a kept file in a body', () => {
  const ref: FileRef = { file: `file_${'a'.repeat(32)}`, name: 'a.png', contentType: 'image/png', size: 3 };
  const multipart = { contentType: 'multipart/form-data', encoding: 'multipart', input: 'body' } as const;

  /** The pieces as they go out, each file as the bytes that stand for it. */
  async function read({ body, contentType }: ReturnType<typeof encodeBody>, bytes: Uint8Array) {
    const pieces = typeof body === 'string' || body instanceof Uint8Array ? [body] : body;
    const parts = pieces.map((piece) => new Uint8Array(typeof piece === 'string' || isFileRef(piece) ? bytes : piece));
    return new Response(new Blob(parts), { headers: { 'content-type': contentType } }).formData();
  }

  it('stands in its part of a form whatever it holds, with what is around it', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\r', '\n', '-', '"', 'patchbay-part-0-'), maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, text, fc.uint8Array({ maxLength: 60 }), async (note, name, bytes) => {
        const fields = {
          note,
          files: [
            { ...ref, name },
            { base64: btoa('xyz'), name: 'b' },
          ],
          last: 1,
        };
        const form = await read(encodeBody(multipart, fields), bytes);
        const files = form.getAll('files').map((file) => (file instanceof Blob ? file.arrayBuffer() : undefined));
        const [first, second] = await Promise.all(files);
        expect([...form.keys()]).toEqual(['note', 'files', 'files', 'last']);
        expect(new Uint8Array(first ?? new ArrayBuffer())).toEqual(bytes);
        expect(new TextDecoder().decode(second)).toBe('xyz');
      }),
    );
  });

  it('is the whole body where that is one of bytes, with its own type', () => {
    const binary = { contentType: 'application/*', encoding: 'binary', input: 'body' } as const;
    expect(encodeBody(binary, ref)).toEqual({ contentType: 'image/png', body: [ref] });
  });

  it('cannot stand in JSON, however deep', () => {
    expect(() => toJson({ a: [{ b: ref }] })).toThrow('JSON cannot hold a file');
    expect(toJson({ a: 'file_x', file: 'file_y' })).toBe('{"a":"file_x","file":"file_y"}');
  });
});

it('has a sample that is a file, and that a step gives which keeps its answer', () => {
  expect(sampleFromSchema(fileSchema)).toEqual({ ...sampleFile });
  expect(isFileRef(sampleFromSchema(fileSchema))).toBe(true);
  const answer = mockCall({ ...whole, output: { type: 'object', properties: { body: true } } }, { asFile: true });
  expect(answer).toMatchObject({ body: sampleFile });
});
