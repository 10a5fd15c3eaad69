import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '../../errors.ts';
import { createDescriptionReader } from './descriptionReader.ts';

const reader = createDescriptionReader();
afterAll(() => reader.close());

const options = { id: 'acme', version: '1' };
const operation = { operationId: 'getOrder', responses: { 200: { description: 'ok' } } };
const small = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  servers: [{ url: 'https://api.acme.example' }],
  paths: {
    '/orders/{id}': {
      get: { ...operation, parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] },
    },
  },
});

/** About `megabytes` of paths. */
function large(megabytes: number): string {
  const filler = 'x'.repeat(1_000);
  const paths = Array.from({ length: megabytes * 1_000 }, (_, index) => [
    `/orders${index}`,
    { get: { operationId: `get${index}`, description: filler, responses: { 200: { description: 'ok' } } } },
  ]);
  return JSON.stringify({ openapi: '3.1.0', info: { title: 'Large', version: '1' }, paths: Object.fromEntries(paths) });
}

/** 3,000 operations, each with a form of 200 fields. */
function heavy(): string {
  const properties = Object.fromEntries(
    Array.from({ length: 200 }, (_, at) => [`field${at}`, { type: 'string', description: 'x'.repeat(200) }]),
  );
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Large' } } };
  const paths = Object.fromEntries(
    Array.from({ length: 3_000 }, (_, at) => [`/${at}`, { post: { requestBody: { content }, responses: {} } }]),
  );
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Heavy' },
    paths,
    components: { schemas: { Large: { type: 'object', properties } } },
  });
}

describe('the description reader', () => {
  it('lists the operations of a description, and gives them in full when asked', async () => {
    const read = await reader.read(small, options);
    expect(read.connector).toMatchObject({ id: 'acme', version: '1', baseUrl: 'https://api.acme.example' });
    expect(read.operations).toMatchObject([{ name: 'getOrder', method: 'GET', path: '/orders/{id}', kind: 'call' }]);
    const found = await reader.operations(small, { ...options, names: ['getOrder', 'gone'] });
    expect([...found.keys()]).toEqual(['getOrder']);
    expect(found.get('getOrder')).toMatchObject({ kind: 'call', request: { method: 'GET', path: '/orders/{id}' } });
  });

  it('tells how far it is while it reads', async () => {
    const seen: number[] = [];
    const timer = setInterval(() => {
      const progress = reader.progressOf('mine');
      if (progress !== undefined) seen.push(progress.opened / progress.total);
    }, 5);
    await reader.read(heavy(), { ...options, progressKey: 'mine' });
    clearInterval(timer);
    expect(seen.length).toBeGreaterThan(0);
    expect(Math.max(...seen)).toBeLessThanOrEqual(1);
    expect(reader.progressOf('mine')).toBeUndefined();
  });

  it.each([
    ['broken JSON', '{"openapi": '],
    ['something else', '{"hello": "world"}'],
    ['nothing', ''],
  ])('refuses %s with a reason', async (_what, source) => {
    const error: unknown = await reader.read(source, options).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'description_unreadable', message: expect.stringMatching(/ .+\.$/) });
  });

  it('keeps the event loop free while it reads ten megabytes', async () => {
    const source = large(10);
    let longest = 0;
    const began = performance.now();
    let last = began;
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const read = await reader.read(source, options);
    clearInterval(timer);
    expect(read.operations).toHaveLength(10_000);
    // A share: how long either takes is the machine's.
    expect(longest / (performance.now() - began)).toBeLessThan(0.5);
  });

  it('stops where reading takes too long, and reads the next one', async () => {
    const impatient = createDescriptionReader({ milliseconds: 1, megabytes: 1_024 });
    await expect(impatient.read(large(5), options)).rejects.toMatchObject({ code: 'description_too_slow' });
    await impatient.close();
    expect((await reader.read(small, options)).operations).toHaveLength(1);
  });

  it('stops where reading takes too much memory, and reads the next one', async () => {
    const poor = createDescriptionReader({ milliseconds: 10_000, megabytes: 40 });
    await expect(poor.read(large(20), options)).rejects.toMatchObject({ code: 'description_unreadable' });
    expect((await poor.read(small, options)).operations).toHaveLength(1);
    await poor.close();
  });
});
