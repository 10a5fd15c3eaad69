import { defineOperation, type FieldSchema, type HttpRequest, isObject, type Operation } from '@patchbay/connector';
import type { Input } from '../../../values/input.ts';
import { overlay } from '../overlay.ts';

type NotionOperation = Pick<
  Operation,
  'title' | 'description' | 'keywords' | 'group' | 'effect' | 'repeat' | 'before' | 'sample'
> & {
  fields: Readonly<Record<string, FieldSchema>>;
  required: readonly string[];
  output: FieldSchema;
  request(input: Input, before: unknown): { method: HttpRequest['method']; path: string; body: unknown };
  read(answer: unknown): unknown;
};

/** A step that writes what people type into the wrapping that Notion wants around every value. */
export function notionOperation(operation: NotionOperation): Operation {
  const { fields, required, request, read, ...words } = operation;
  const { headers, answer, limit } = overlay.defaults;
  return defineOperation({
    ...words,
    kind: 'call',
    needsConnection: true,
    answerRules: answer,
    limit,
    input: {
      type: 'object',
      properties: { ...fields },
      required: [...required],
      additionalProperties: false,
      'x-patchbay-order': Object.keys(fields),
    },
    toRequest(input, before) {
      const { method, path, body } = request(isObject(input) ? input : {}, before);
      const sent = { accept: 'application/json', 'content-type': 'application/json' };
      return { method, url: path, headers: { ...sent, ...lowerCase(headers) }, body: JSON.stringify(body) };
    },
    fromAnswer: read,
  });
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
