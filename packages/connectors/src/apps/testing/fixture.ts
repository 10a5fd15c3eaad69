import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '@patchbay/connector';

/** One call as it was recorded: what a person fills in, what goes over the wire, and what the step gives. */
export type Fixture = {
  operation: string;
  /** What the account fills in: `{host}` of the address, a key in the path as `value`. */
  account?: Record<string, string>;
  input: Record<string, Json>;
  exchanges: readonly Exchange[];
  output?: Json;
  failure?: { code: string; message: string };
};

export type Exchange = {
  /** Headers: those that matter. A body: JSON, a form as text or as its fields, or any other text. */
  request: { method: string; url: string; headers?: Record<string, string>; body?: Json };
  /** A body that is no text is JSON, unless its content type is said. */
  answer: { status: number; headers?: Record<string, string>; body?: Json };
};

/** An input whose request the vendor's description must reject. */
export type Refused = { operation: string; input: Record<string, Json>; why: string };

/** Every fixture of a connector's folder, by the name of its file. */
export function fixturesIn(folder: string): [name: string, fixture: Fixture][] {
  return jsonIn(join(folder, 'fixtures')).map(([name, value]) => [name, value as Fixture]);
}

export function refusedIn(folder: string): [name: string, refused: Refused][] {
  return jsonIn(join(folder, 'fixtures', 'refused')).map(([name, value]) => [name, value as Refused]);
}

function jsonIn(folder: string): [string, unknown][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => [file.replace(/\.json$/, ''), JSON.parse(readFileSync(join(folder, file), 'utf8'))]);
}
