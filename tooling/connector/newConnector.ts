import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { listed } from './listed.ts';
import { type RecordedCall, recordedCall } from './recordedCall.ts';
import { Refusal } from './refusal.ts';
import { cutSlice, exampleSlice, type Slice } from './slice.ts';

type Wanted = { root: string; name: string /** A description, as a file. */; from?: string };

const CONNECTORS = 'packages/connectors/src';

/** Makes the folder of a connector with one operation that works, and lists it. Gives what to say. Throws Refusal. */
export function newConnector({ root, name, from }: Wanted): string[] {
  const list = join(root, CONNECTORS, 'apps.ts');
  const folder = join(root, CONNECTORS, 'apps', name);
  checkName({ root, name, list: readFileSync(list, 'utf8') });
  const title = titleOf(name);
  const slice = from === undefined ? exampleSlice(title) : cutSlice(readSource(from));
  const call = recordedCall(slice, name);
  mkdirSync(join(folder, 'fixtures'), { recursive: true });
  const files = { ...code({ name, title, slice, call }), ...data(slice, call) };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  writeFileSync(list, listed(readFileSync(list, 'utf8'), { name, constant: constantOf(name) }));
  return next({ name, operation: call.operation });
}

function checkName({ root, name, list }: { root: string; name: string; list: string }): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new Refusal(
      `"${name}" is no plain name: take lower case letters, digits and single "-", such as google-sheets.`,
    );
  }
  const folders = ['', 'apps'].map((folder) => join(root, CONNECTORS, folder, name));
  if (folders.some((folder) => existsSync(folder)) || list.includes(`.${constantOf(name)},`)) {
    throw new Refusal(`There is a connector ${name} already. Take another name, or change what is there.`);
  }
}

function readSource(file: string): Uint8Array {
  if (/^https?:/.test(file)) throw new Refusal('Download the description first, and name its file.');
  const path = resolve(process.env.INIT_CWD ?? '.', file);
  if (!existsSync(path)) throw new Refusal(`There is no file ${file}.`);
  return readFileSync(path);
}

const words = (name: string) => name.split('-').map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
const titleOf = (name: string) => words(name).join(' ');

function constantOf(name: string): string {
  const joined = words(name).join('');
  return `${joined.charAt(0).toLowerCase()}${joined.slice(1)}Connector`;
}

type Made = { name: string; title: string; slice: Slice; call: RecordedCall };

function code({ name, title, slice, call }: Made): Record<string, string> {
  const constant = constantOf(name);
  return {
    'index.ts': `import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';

/** ${title}: what people do with it, in a few words. */
export const ${constant} = defineApi({ id: '${name}', version: '1', description, overlay });
`,
    'overlay.ts': `import type { Overlay } from '@patchbay/connector';

/** What people need to know of ${title} beyond its description. */
export const overlay = {
  name: '${title}',
  description: 'Says in one sentence what can be done with it.',
  category: 'data',
  keywords: [],
${signIn(slice)}  test: { operation: '${call.operation}' },
  defaults: {},
  operations: {},
} satisfies Overlay;
`,
    [`${name}.test.ts`]: `import { describeApi } from '../testing/describeApi.ts';
import { ${constant} } from './index.ts';

describeApi(${constant}, import.meta.dirname);
`,
  };
}

/** What a description says itself is left to it. */
function signIn({ components, securityDefinitions }: Slice): string {
  const says = securityDefinitions ?? (components as { securitySchemes?: unknown } | undefined)?.securitySchemes;
  if (says !== undefined) return '';
  return `  auth: [
    { kind: 'bearer', title: 'Access token', description: 'Where a person finds it, in one sentence.' },
  ],
`;
}

function data(slice: Slice, call: RecordedCall): Record<string, string> {
  return {
    'openapi.json': `${JSON.stringify(slice, undefined, 2)}\n`,
    [`fixtures/${call.operation}.json`]: `${JSON.stringify(call, undefined, 2)}\n`,
  };
}

function next({ name, operation }: { name: string; operation: string }): string[] {
  const folder = `${CONNECTORS}/apps/${name}`;
  return [
    `${folder} has a connector with one operation, ${operation}. What comes next:`,
    '',
    '1. openapi.json: the 8 to 12 operations that people use most, in your own words.',
    '2. overlay.ts: how to sign in, which fields matter, what its errors mean.',
    '3. fixtures/: a recorded call of every operation, and one that was refused.',
    `4. npm run connector -- test ${name}: says what is missing.`,
    `5. npm run connector -- record ${name}: keeps what steps will notice of it.`,
    '',
    'docs/connectors.md says how, part by part.',
  ];
}
