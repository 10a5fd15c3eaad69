import { defineOperation, type FieldSchema, type HttpRequest, isObject, type Operation } from '@patchbay/connector';
import type { Input } from '../../../values/input.ts';
import { overlay } from '../overlay.ts';

type JiraOperation = Pick<Operation, 'title' | 'description' | 'keywords' | 'effect' | 'repeat'> & {
  fields: Readonly<Record<string, FieldSchema>>;
  required: readonly string[];
  output: FieldSchema;
  request(input: Input): { method: HttpRequest['method']; path: string; body: unknown };
};

/** A step on issues: Jira wraps nearly every field into an object with one name in it, which nobody wants to fill in. */
export function jiraOperation(operation: JiraOperation): Operation {
  const { fields, required, request, ...words } = operation;
  return defineOperation({
    ...words,
    group: 'Issues',
    kind: 'call',
    needsConnection: true,
    answerRules: overlay.defaults.answer,
    input: {
      type: 'object',
      properties: { ...fields },
      required: [...required],
      additionalProperties: false,
      'x-patchbay-order': Object.keys(fields),
    },
    toRequest(given) {
      const { method, path, body } = request(isObject(given) ? given : {});
      const headers = { accept: 'application/json', 'content-type': 'application/json' };
      return { method, url: `/rest/api/2${path}`, headers, body: JSON.stringify(body) };
    },
  });
}
