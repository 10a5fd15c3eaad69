import { readdir, readFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_VERSION, emptyDocument } from './document.ts';
import { bringTo, migrateDocument } from './migrateDocument.ts';
import { flow } from './testing.ts';

const fixtures = new URL('../fixtures/', import.meta.url);
const fixture = async (version: number) =>
  JSON.parse(await readFile(new URL(`document-v${version}.json`, fixtures), 'utf8'));

function problemIn(input: unknown): string {
  const result = migrateDocument(input);
  return result.ok ? 'none' : result.problem;
}

describe('reading a document', () => {
  it('has a fixture of every version there has been, and reads each', async () => {
    const files = (await readdir(fixtures)).filter((name) => name.startsWith('document-v'));
    expect(files).toHaveLength(DOCUMENT_VERSION);
    for (let version = 1; version <= DOCUMENT_VERSION; version += 1) {
      expect(migrateDocument(await fixture(version))).toMatchObject({
        ok: true,
        document: { version: DOCUMENT_VERSION },
      });
    }
  });

  it('keeps a document of the present version as it is', async () => {
    const document = await fixture(DOCUMENT_VERSION);
    expect(migrateDocument(document)).toEqual({ ok: true, document });
  });

  it('follows the migrations one by one', () => {
    const migrations = { 1: (old: object) => ({ ...old, b: 1 }), 2: (old: object) => ({ ...old, c: 2 }) };
    expect(bringTo({ version: 1, a: 0 }, { version: 3, migrations })).toEqual({
      ok: true,
      document: { version: 3, a: 0, b: 1, c: 2 },
    });
    expect(bringTo({ version: 1 }, { version: 3, migrations: {} })).toMatchObject({ ok: false });
  });
});

describe('a malformed document is refused with the place and the reason', () => {
  const step = (changes: object) => ({
    ...emptyDocument,
    steps: { ask: { ...flow('ask').steps.ask, name: 'Ask', ...changes } },
  });
  const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

  it.each([
    [null, 'This is not a flow: it should be an object with a version, steps, edges and notes.'],
    [{}, 'This is not a flow: it does not say which version of the format it has.'],
    [
      { ...emptyDocument, version: 7 },
      'This flow was made with a newer Patchbay (format 7). This one reads up to format 1.',
    ],
    [{ version: 1, steps: {}, edges: {} }, 'In the flow file, notes is missing.'],
    [{ ...emptyDocument, steps: [] }, 'In the flow file, steps should be an object.'],
    [{ ...emptyDocument, colour: 1 }, 'The flow file has a part that flows do not have: colour.'],
    [step({ name: 5 }), 'In the flow file, steps.ask.name should be a text.'],
    [step({ name: '' }), 'In the flow file, steps.ask.name is too short or too small: at least 1.'],
    [
      step({ position: { x: 'left', y: 0 } }),
      "In the flow file, steps.ask.position.x (the step 'Ask') should be a number.",
    ],
    [step({ id: 'other' }), "In the flow file, steps.ask.id (the step 'Ask') should be ask, as its key says."],
    [
      step({ parent: '1' }),
      "In the flow file, steps.ask.parent (the step 'Ask') is not a valid id: it takes letters, digits and _, and starts with a letter.",
    ],
    [
      step({ inputs: { to: { kind: 'magic' } } }),
      "In the flow file, steps.ask.inputs.to.kind (the step 'Ask') is of a kind that flows do not have.",
    ],
    [
      step({ inputs: { to: { kind: 'literal', value: nested(70) } } }),
      "In the flow file, steps.ask.inputs.to (the step 'Ask') is nested more than 64 levels deep.",
    ],
    [
      step({ inputs: { to: { kind: 'literal', value: 'x'.repeat(9_000_000) } } }),
      'This flow is too big. It holds more than 8 million characters.',
    ],
    [Array.from({ length: 300_000 }), 'This flow is too big. It holds more than 200,000 values.'],
  ])('%#', (input, problem) => {
    expect(problemIn(input)).toBe(problem);
  });

  it('refuses nesting that would run out of stack', () => {
    expect(problemIn(step({ inputs: { to: nested(100_000) } }))).toBe(
      'This flow is too big. It is nested more than 80 levels deep.',
    );
  });

  it('never throws, whatever it is given', () => {
    const damaged = fc
      .tuple(fc.constantFrom('steps', 'edges', 'notes', 'version'), fc.jsonValue())
      .map((part) => Object.assign(flow('order -> ask'), Object.fromEntries([part])));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), damaged), (input) => {
        const result = migrateDocument(input);
        expect(result.ok || result.problem.length > 10).toBe(true);
      }),
    );
  });
});
