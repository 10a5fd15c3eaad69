import { fileSchema } from '@patchbay/connector';
import { type ApiDocument, follow } from './apiDocument.ts';
import { encodingOf, preferredType } from './body.ts';
import { type JsonObject, listIn, objectIn, own } from './json.ts';
import { sizeOf } from './keywords.ts';
import type { OperationSource } from './operationSource.ts';
import { exampleOf } from './parameters.ts';

/** What an operation answers when it worked: a schema, still with references, and an example where there is one. */
export type ReadAnswer = { schema: unknown; example: unknown };

/** An example larger than this is no help to a reader and a burden to everyone else. */
const EXAMPLE_SIZE = 20_000;

const NOTHING: ReadAnswer = { schema: { type: 'null' }, example: undefined };

/** The first of 200-299 by number, else `2XX`, else `default`. No content gives null. */
export function readAnswer(document: ApiDocument, source: OperationSource): ReadAnswer {
  const responses = objectIn(source.operation, 'responses');
  const status = successIn(Object.keys(responses));
  const response = status === undefined ? undefined : follow(document, own(responses, status));
  if (response === undefined) return { schema: true, example: undefined };
  if (status === '204' || source.method === 'HEAD') return NOTHING;
  return document.dialect === '2' ? oldAnswer(document, source, response) : newAnswer(document, response);
}

function successIn(statuses: readonly string[]): string | undefined {
  const numbered = statuses.filter((status) => /^2\d\d$/.test(status)).sort();
  return numbered[0] ?? statuses.find((status) => /^2xx$/i.test(status)) ?? statuses.find((it) => it === 'default');
}

function newAnswer(document: ApiDocument, response: JsonObject): ReadAnswer {
  const content = objectIn(response, 'content');
  const contentType = preferredType(Object.keys(content));
  if (contentType === undefined) return NOTHING;
  const media = follow(document, own(content, contentType)) ?? {};
  const item = own(media, 'itemSchema');
  const schema = own(media, 'schema') ?? (item === undefined ? true : { type: 'array', items: item });
  return typed(contentType, { schema, example: exampleOf(document, media) });
}

function oldAnswer(document: ApiDocument, { operation }: OperationSource, response: JsonObject): ReadAnswer {
  const schema = own(response, 'schema');
  if (schema === undefined) return NOTHING;
  const given = listIn(operation, 'produces');
  const types = (given.length > 0 ? given : listIn(document.root, 'produces')).filter(
    (type) => typeof type === 'string',
  );
  const examples = objectIn(response, 'examples');
  const shown = preferredType(Object.keys(examples));
  const example = shown === undefined || encodingOf(shown) !== 'json' ? undefined : own(examples, shown);
  return typed(preferredType(types) ?? 'application/json', { schema, example });
}

/** Only JSON has the shape its schema says; the rest arrives as text or as a file. */
function typed(contentType: string, { schema, example }: ReadAnswer): ReadAnswer {
  const encoding = encodingOf(contentType);
  if (encoding === 'text')
    return { schema: { type: 'string' }, example: typeof example === 'string' ? example : undefined };
  if (encoding === 'binary') return { schema: fileSchema, example: undefined };
  return { schema, example: sizeOf(example, EXAMPLE_SIZE) < EXAMPLE_SIZE ? example : undefined };
}
