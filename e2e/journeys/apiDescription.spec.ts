import { expect, test } from '@playwright/test';
import { aliasBomb, circular, describeApi, manyPaths, referenceBomb } from '../support/descriptions.ts';
import { type Patchbay, startPatchbay } from '../support/patchbay.ts';
import { PatchbayClient } from '../support/patchbayClient.ts';

let patchbay: Patchbay;
let client: PatchbayClient;

test.beforeAll(async () => {
  patchbay = await startPatchbay();
  client = new PatchbayClient(patchbay.url);
  await client.signUp();
});

test.afterAll(async () => {
  await patchbay?.stop();
});

test.describe('an API description', () => {
  const refused: [what: string, text: () => string, sentence: RegExp][] = [
    ['that is broken JSON', () => '{"openapi": "3.1.0", "paths": {', /JSON is broken/],
    ['that is broken YAML', () => 'openapi: 3.1.0\npaths: [unclosed', /YAML is broken/],
    ['that is a web page', () => '<!doctype html><title>Docs</title>', /web page/],
    [
      'that describes something else',
      () => '{"name": "left-pad", "version": "1.0.0"}',
      /neither "openapi" nor "swagger"/,
    ],
    ['without a single operation', () => describeApi({ paths: {} }), /no operations/],
    ['that is an alias bomb', aliasBomb, /repeats itself so often/],
  ];
  for (const [what, text, sentence] of refused) {
    test(`${what} is refused with a reason within five seconds, and nothing of it is kept`, async () => {
      const before = await connectorIds();
      const since = Date.now();
      const refusal = await client.refusal('connector.import', importOf(text()));
      expect(Date.now() - since).toBeLessThan(5_500);
      expect(refusal).toMatchObject({
        status: 400,
        code: 'description_unreadable',
        message: expect.stringMatching(sentence),
      });
      expect(await connectorIds()).toEqual(before);
    });
  }

  test('whose references multiply a billion times costs no more than one that says so plainly', async () => {
    const since = Date.now();
    const { connector } = await client.call<Imported>('connector.import', importOf(referenceBomb()));
    const [resolved] = await resolve({ connector: connector.id, version: connector.version, operation: 'detonate' });
    expect(Date.now() - since).toBeLessThan(5_500);
    expect(JSON.stringify(resolved).length).toBeLessThan(1_000_000);
  });

  test('that goes round in circles is read', async () => {
    const { connector } = await client.call<Imported>('connector.import', importOf(circular()));
    expect(connector.operationCount).toBe(1);
    const [resolved] = await resolve({ connector: connector.id, version: connector.version, operation: 'getNode' });
    expect(JSON.stringify(resolved)).toContain('children');
  });

  test('of 20 MB is read, while everybody else is served', async () => {
    const text = describeApi({ title: 'Huge API', paths: manyPaths(20_000_000) });
    expect(text.length).toBeGreaterThan(19_000_000);
    const reading = new AbortController();
    const began = performance.now();
    const imported = client.call<Imported>('connector.import', importOf(text)).finally(() => reading.abort());
    const waits: number[] = [];
    while (!reading.signal.aborted) {
      const asked = performance.now();
      expect((await fetch(`${patchbay.url}/health/live`)).status).toBe(200);
      waits.push(performance.now() - asked);
    }
    const { connector } = await imported;
    expect(connector.operationCount).toBeGreaterThan(10_000);
    // Nobody waits until it is read: a share, as how long it all takes is the machine's. A server that reads it itself answers one at its end.
    expect(waits.length).toBeGreaterThan(2);
    expect(Math.max(...waits) / (performance.now() - began)).toBeLessThan(0.5);
  });
});

type Imported = { connector: { id: string; version: string; operationCount: number } };

const importOf = (text: string) => ({ workspaceId: client.workspaceId, source: { kind: 'text', text } });

async function connectorIds(): Promise<string[]> {
  const rows = await client.query<{ id: string }[]>('connector.list', { workspaceId: client.workspaceId });
  return rows.map(({ id }) => id).sort();
}

function resolve(operation: { connector: string; version: string; operation: string }): Promise<unknown[]> {
  return client.query('connector.resolve', { workspaceId: client.workspaceId, refs: [operation] });
}
