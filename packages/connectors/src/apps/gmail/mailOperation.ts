import { defineOperation, type FieldSchema, type HttpRequest, isObject, type Operation } from '@patchbay/connector';
import type { Input } from '../../values/input.ts';

type Fields = Readonly<Record<string, FieldSchema>>;

type MailOperation = Pick<
  Operation,
  'title' | 'description' | 'keywords' | 'effect' | 'repeat' | 'sample' | 'before' | 'scopes'
> & {
  fields: Fields;
  required: readonly string[];
  gives: Fields;
  /** Those of `gives` that may be missing. */
  maybe?: readonly string[];
  /** The path under the account's own. */
  request(input: Input, before: unknown): { path: string; body?: unknown };
  output(answer: unknown): unknown;
};

/** A step on messages that Gmail has in a form people do not: encoded, in parts. */
export function mailOperation(operation: MailOperation): Operation {
  const { fields, required, gives, maybe = [], request, output, ...words } = operation;
  return defineOperation({
    ...words,
    group: 'Messages',
    kind: 'call',
    needsConnection: true,
    input: {
      type: 'object',
      properties: { ...fields },
      required: [...required],
      additionalProperties: false,
      'x-patchbay-order': Object.keys(fields),
    },
    output: {
      type: 'object',
      properties: { ...gives },
      required: Object.keys(gives).filter((name) => !maybe.includes(name)),
      additionalProperties: false,
      'x-patchbay-order': Object.keys(gives),
    },
    toRequest: (input, before) => toRequest(request(isObject(input) ? input : {}, before)),
    fromAnswer: (answer) => output(answer),
  });
}

function toRequest({ path, body }: { path: string; body?: unknown }): HttpRequest {
  const url = `/gmail/v1/users/me${path}`;
  if (body === undefined) return { method: 'GET', url, headers: { accept: 'application/json' } };
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return { method: 'POST', url, headers, body: JSON.stringify(body) };
}

/** Which message a step works on. */
export const messageField: FieldSchema = {
  type: 'string',
  title: 'Message',
  description: 'Its id, as finding messages gives it.',
  minLength: 1,
  examples: ['18f2c91a7d3e'],
};

/** What a person writes. */
export const bodyFields = {
  text: {
    type: 'string',
    title: 'Text',
    description: 'What it says.',
    minLength: 1,
    'x-patchbay-widget': 'text-long',
  },
  isHtml: {
    type: 'boolean',
    title: 'The text is HTML',
    description: 'Whether it has tags such as <b>.',
    default: false,
  },
} satisfies Fields;

/** Where a message stands after it was sent. */
export const sent = {
  id: { type: 'string', title: 'Message', description: 'Its id.' },
  threadId: { type: 'string', title: 'Conversation', description: 'The id of the conversation it belongs to.' },
} satisfies Fields;
