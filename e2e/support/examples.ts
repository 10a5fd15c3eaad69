import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Company } from './company.ts';

const folder = join(import.meta.dirname, '..', '..', 'examples');

/** The names of the example flows, as their files are called. */
export const exampleNames = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length));

type ExampleStep = {
  uses: { connector: string; operation: string };
  inputs: Record<string, { kind: string; value?: unknown }>;
  connection?: string;
};
export type Example = { name: string; document: { steps: Record<string, ExampleStep> } };

/** An example flow that talks to this company instead of to example.com. */
export function readExample(name: string, company: Company): Example {
  return JSON.parse(company.at(readFileSync(join(folder, `${name}.json`), 'utf8'))) as Example;
}
