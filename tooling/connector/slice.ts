import { DescriptionError, readDescription } from '../../packages/openapi/src/index.ts';
import { parseSource } from '../../packages/openapi/src/parseSource.ts';
import { Refusal } from './refusal.ts';

export type Slice = Record<string, unknown>;

/** What says how an API is reached and signed in to, in any version of the format. */
const KEPT = [
  'openapi',
  'swagger',
  'info',
  'servers',
  'host',
  'basePath',
  'schemes',
  'consumes',
  'produces',
  'security',
];

/** A working slice of an API nobody has: one list, to be replaced. */
export function exampleSlice(title: string): Slice {
  return {
    openapi: '3.1.0',
    info: { title, version: '1', description: `Our own words for the part of ${title}'s API that people use most.` },
    servers: [{ url: 'https://api.example.com/v1' }],
    paths: {
      '/items': {
        get: {
          operationId: 'listItems',
          summary: 'List items',
          description: 'Lists the items that the account sees.',
          tags: ['Items'],
          parameters: [
            {
              name: 'search',
              in: 'query',
              description: 'Only items with this word in their name.',
              schema: { type: 'string', title: 'Search', examples: ['lamp'] },
            },
          ],
          responses: {
            200: {
              description: 'It worked.',
              content: {
                'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Item' } } },
              },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        Item: {
          type: 'object',
          title: 'Item',
          properties: {
            id: { type: 'string', title: 'Id', examples: ['item_1'] },
            name: { type: 'string', title: 'Name', examples: ['Lamp'] },
          },
          required: ['id', 'name'],
        },
      },
    },
  };
}

/** The part of a description that its simplest reading operation needs, the shortest of several. Throws Refusal. */
export function cutSlice(source: Uint8Array): Slice {
  const document = parsed(source);
  const slices = simplestReading(document).map((found) => sliceOf(document, found));
  const [shortest] = slices.sort((left, right) => JSON.stringify(left).length - JSON.stringify(right).length);
  if (shortest === undefined) {
    throw new Refusal('This is not OpenAPI, or has no operation that reads. Make the connector without --from.');
  }
  return shortest;
}

function sliceOf(document: Slice, { path, item, operation }: Found): Slice {
  const { parameters } = item;
  const slice: Slice = {
    ...Object.fromEntries(KEPT.filter((name) => name in document).map((name) => [name, document[name]])),
    paths: { [path]: { ...(parameters !== undefined && { parameters }), get: inSentences(operation) } },
  };
  const { securityDefinitions, components } = document;
  if (securityDefinitions !== undefined) slice.securityDefinitions = securityDefinitions;
  const { securitySchemes } = objectIn(components);
  if (securitySchemes !== undefined) slice.components = { securitySchemes };
  copyReferred({ slice, document, from: slice });
  return slice;
}

function parsed(source: Uint8Array): Slice {
  try {
    readDescription(source, { id: 'new' });
    return parseSource(source);
  } catch (error) {
    if (error instanceof DescriptionError) throw new Refusal(error.message);
    throw error;
  }
}

type Found = { path: string; item: Slice; operation: Slice; asks: number };

/** How many that ask for as little are compared. */
const MOST_COMPARED = 20;

function simplestReading({ paths }: Slice): Found[] {
  const found = Object.entries(objectIn(paths)).flatMap(([path, one]): Found[] => {
    const item = objectIn(one);
    if (typeof item.get !== 'object') return [];
    const operation = objectIn(item.get);
    const required = [item.parameters, operation.parameters].flat().filter((it) => objectIn(it).required === true);
    return [{ path, item, operation, asks: path.split('{').length + required.length }];
  });
  const least = Math.min(...found.map(({ asks }) => asks));
  return found.filter(({ asks }) => asks === least).slice(0, MOST_COMPARED);
}

/** Forms need a name and a sentence. */
function inSentences(operation: Slice): Slice {
  const { summary, operationId, description } = operation;
  const title = textIn(summary) ?? textIn(operationId) ?? 'Read';
  const help = textIn(description) ?? title;
  const name = typeof operationId === 'string' ? { operationId: camelCase(operationId) } : {};
  return {
    ...operation,
    ...name,
    summary: title.replace(/\.$/, ''),
    description: /[.!?]$/.test(help) ? help : `${help}.`,
  };
}

function camelCase(name: string): string {
  const [first = '', ...rest] = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const capital = rest.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return [`${first.charAt(0).toLowerCase()}${first.slice(1)}`, ...capital].join('');
}

type Copying = { slice: Slice; document: Slice; from: unknown };

/** What a part of the slice refers to, and what that refers to, at the place where it stood. */
function copyReferred({ slice, document, from }: Copying): void {
  for (const pointer of referredIn(from)) {
    const names = pointer
      .split('/')
      .slice(1)
      .map((name) => decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~'));
    const part = names.reduce<unknown>((value, name) => objectIn(value)[name], document);
    if (part === undefined || !put(slice, names, part)) continue;
    copyReferred({ slice, document, from: part });
  }
}

function referredIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '$ref' && typeof inner === 'string' && inner.startsWith('#/') ? [inner] : referredIn(inner),
  );
}

/** Whether it was not there yet. */
function put(slice: Slice, names: readonly string[], part: unknown): boolean {
  let here = slice;
  for (const name of names.slice(0, -1)) {
    if (typeof here[name] !== 'object') here[name] = {};
    here = objectIn(here[name]);
  }
  const last = names.at(-1) ?? '';
  if (Object.hasOwn(here, last)) return false;
  here[last] = part;
  return true;
}

function objectIn(value: unknown): Slice {
  return typeof value === 'object' && value !== null ? (value as Slice) : {};
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
