import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { SCHEMA_FILE, schemaText } from './generateSchema.ts';

it('publishes the JSON Schema of the document as it is; run `node packages/flow/generateSchema.ts` after a change', async () => {
  expect(await readFile(SCHEMA_FILE, 'utf8')).toBe(schemaText());
});

it('names the parts of a document, and closes them to parts that flows do not have', () => {
  const schema = JSON.parse(schemaText());
  expect(Object.keys(schema.$defs)).toEqual(expect.arrayContaining(['Step', 'Edge', 'Note', 'Mapping', 'Position']));
  expect(schema.$defs.Step).toMatchObject({ additionalProperties: false, required: expect.arrayContaining(['uses']) });
});
