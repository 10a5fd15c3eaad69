import {
  type BodyPiece,
  defineOperation,
  type FieldSchema,
  type HttpRequest,
  isObject,
  type Operation,
} from '@patchbay/connector';
import { attachmentsField } from '../../values/attachedFiles.ts';
import type { Input } from '../../values/input.ts';

type Fields = Readonly<Record<string, FieldSchema>>;

type MailOperation = Pick<
  Operation,
  'title' | 'description' | 'keywords' | 'effect' | 'repeat' | 'sample' | 'before' | 'scopes' | 'handlesFiles'
> & {
  fields: Fields;
  required: readonly string[];
  gives: Fields;
  /** Those of `gives` that may be missing. */
  maybe?: readonly string[];
  /** The path under the account's own. */
  request(input: Input, before: unknown): MailRequest;
  output(answer: unknown): unknown;
};

/** `letter`: the message itself, where it has files; `body` is then what Gmail wants to know of it besides. */
type MailRequest = { path: string; body?: unknown; letter?: readonly BodyPiece[] };

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

function toRequest({ path, body, letter }: MailRequest): HttpRequest {
  const url = `/gmail/v1/users/me${path}`;
  if (letter !== undefined) {
    return {
      method: 'POST',
      url: `/upload${url}?uploadType=multipart`,
      headers: { accept: 'application/json', 'content-type': `multipart/related; boundary=${BOUNDARY}` },
      body: [bytes(ABOUT + JSON.stringify(body ?? {}) + LETTER), ...letter, bytes(`\r\n--${BOUNDARY}--\r\n`)],
    };
  }
  if (body === undefined) return { method: 'GET', url, headers: { accept: 'application/json' } };
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return { method: 'POST', url, headers, body: JSON.stringify(body) };
}

const BOUNDARY = 'patchbay-message-7f3a1c';
const ABOUT = `--${BOUNDARY}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n`;
const LETTER = `\r\n--${BOUNDARY}\r\nContent-Type: message/rfc822\r\n\r\n`;
const bytes = (text: string) => new TextEncoder().encode(text);

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
  attachments: attachmentsField('25 MB'),
} satisfies Fields;

/** Where a message stands after it was sent. */
export const sent = {
  id: { type: 'string', title: 'Message', description: 'Its id.' },
  threadId: { type: 'string', title: 'Conversation', description: 'The id of the conversation it belongs to.' },
} satisfies Fields;
