import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type HttpRequest, isObject, type Operation, own } from '@patchbay/connector';
import { type Description, readDescription } from '@patchbay/openapi';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import * as qs from 'qs';
import { bodyText } from './replay.ts';

const ROOT = resolve(import.meta.dirname, '../../../../..');

/** Where vendors' own descriptions lie: `PATCHBAY_SPECS`, else a folder beside the repository. */
export const SPECS = resolve(ROOT, process.env.PATCHBAY_SPECS ?? '../shared/specs');

/** What the vendor's description says of a request: what is wrong with it, or that it knows no such operation. */
type Verdict = { knows: boolean; problems: string[] };

export type Judge = (request: HttpRequest) => Verdict;

/** The vendor's own description as a judge of requests; undefined where this machine does not have it. */
export function openJudge(file: string): Judge | undefined {
  const path = join(SPECS, file);
  if (!existsSync(path)) return undefined;
  let description: Description | undefined;
  return (request) => {
    // Read when the first request is judged: some vendors' descriptions take seconds.
    description ??= readDescription(readFileSync(path), { id: 'judge' });
    const found = findOperation(description, request);
    if (found === undefined) return { knows: false, problems: [] };
    return { knows: true, problems: [...parameterProblems(found, request), ...bodyProblems(found, request)] };
  };
}

type Found = { operation: Operation; template: NonNullable<Operation['request']>; path: Record<string, string> };

/** The operation whose method and path fit; of several the one with the fewest open parts. */
function findOperation(description: Description, { method, url }: HttpRequest): Found | undefined {
  const { pathname } = new URL(url);
  const base = URL.parse(description.connector.baseUrl ?? '')?.pathname.replace(/\/$/, '') ?? '';
  const ending = description.operations.filter((it) => it.method === method && pathPattern(it.path).test(pathname));
  // A path of open parts alone fits the end of many an address; one that fits all of it is the one that is meant.
  const whole = ending.filter(({ path }) => pathPattern(path).exec(pathname)?.[0] === pathname.slice(base.length));
  const fitting = (whole.length > 0 ? whole : ending).sort(
    (left, right) => openParts(left.path) - openParts(right.path) || right.path.length - left.path.length,
  );
  const [best] = fitting;
  const operation = best && description.operation(best.name);
  if (best === undefined || operation?.request === undefined) return undefined;
  const values = pathPattern(best.path).exec(pathname)?.slice(1) ?? [];
  const names = [...best.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  const path = Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(values[at] ?? '')]));
  return { operation, template: operation.request, path };
}

const openParts = (path: string) => path.split('{').length;

/** The base path in front of it may be written in the address or in the paths. */
function pathPattern(path: string): RegExp {
  const parts = path.split(/\{[^{}]+\}/).map((part) => part.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&'));
  return new RegExp(`${parts.join('([^/]+)')}$`);
}

function parameterProblems({ operation, template, path }: Found, { url, headers }: HttpRequest): string[] {
  const query = qs.parse(new URL(url).search.slice(1), { depth: 20 });
  const given = template.parameters.flatMap(({ input, name, in: place }): [string, unknown][] => {
    const bare = name.replace(/\[\]$/, '');
    const value =
      place === 'path'
        ? path[name]
        : place === 'query'
          ? (own(query, bare) ?? own(query, name))
          : headers[name.toLowerCase()];
    return value === undefined ? [] : [[input, value]];
  });
  if (typeof operation.input !== 'object') return [];
  const inputs = new Set(template.parameters.map(({ input }) => input));
  const properties = Object.fromEntries(
    Object.entries(operation.input.properties ?? {})
      .filter(([name]) => inputs.has(name))
      .map(([name, schema]) => [name, schema]),
  );
  const required = (operation.input.required ?? []).filter((name) => inputs.has(name));
  const schema = { type: 'object' as const, properties, required, ...defsOf(operation.input) };
  return problemsIn(schema, Object.fromEntries(given), true);
}

function bodyProblems({ operation, template }: Found, { body, headers }: HttpRequest): string[] {
  if (typeof operation.input !== 'object' || template.body === undefined) return [];
  const field = operation.input.properties?.[template.body.input];
  const isRequired = operation.input.required?.includes(template.body.input) === true;
  const text = bodyText(body);
  if (text === '') return isRequired ? ['it has no body'] : [];
  if (typeof field !== 'object') return [];
  const schema = { ...field, ...defsOf(operation.input) };
  const type = headers['content-type'] ?? '';
  if (/[/+]json\b/.test(type)) return problemsIn(schema, JSON.parse(text), false);
  if (!type.startsWith('application/x-www-form-urlencoded')) return [];
  return problemsIn(schema, qs.parse(text, { depth: 20, arrayLimit: 1_000 }), true);
}

function defsOf(input: JSONSchema): { $defs?: Record<string, JSONSchema> } {
  const defs = isObject(input) ? (input as { $defs?: Record<string, JSONSchema> }).$defs : undefined;
  return defs === undefined ? {} : { $defs: defs };
}

/** What ajv says; `areTexts`: values that came as text count as what they can be read as. */
export function problemsIn(schema: JSONSchema, value: unknown, areTexts = false): string[] {
  const ajv = new Ajv2020({
    strict: false,
    logger: false,
    validateSchema: false,
    allErrors: true,
    coerceTypes: areTexts ? 'array' : false,
  });
  addFormats.default(ajv);
  const fits = ajv.compile(schema);
  if (fits(structuredClone(value))) return [];
  return (fits.errors ?? []).map(({ instancePath, message }) => `${instancePath || 'it'} ${message ?? 'does not fit'}`);
}
