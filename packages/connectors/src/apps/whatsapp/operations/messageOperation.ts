import { defineOperation, type FieldSchema, isObject, type Json, type Operation } from '@patchbay/connector';
import { type Input, textIn } from '../../../values/input.ts';
import { refusal } from '../../../values/refusal.ts';
import { overlay } from '../overlay.ts';

type MessageOperation = Pick<Operation, 'title' | 'description' | 'keywords'> & {
  fields: Readonly<Record<string, FieldSchema>>;
  required: readonly string[];
  /** Its kind in WhatsApp's words, and what stands under that name. */
  message(input: Input): { type: string; content: Json };
};

const { answer: answerRules, limit } = overlay.defaults;

/** What every call in code has in common with those of the description. */
export const likeOthers = { kind: 'call', needsConnection: true, answerRules, limit } as const;

/** A step that sends one kind of message: WhatsApp has one call for all of them. */
export function messageOperation(operation: MessageOperation): Operation {
  const { fields, required, message, ...words } = operation;
  const all = { to: toField, ...fields, reply_to: replyField };
  return defineOperation({
    ...words,
    ...likeOthers,
    group: 'Messages',
    effect: 'send',
    repeat: 'unsafe',
    input: {
      type: 'object',
      properties: all,
      required: ['to', ...required],
      additionalProperties: false,
      'x-patchbay-order': Object.keys(all),
    },
    output: sentSchema,
    outputPart: { pick: { id: 'messages.0.id', to: 'contacts.0.wa_id', status: 'messages.0.message_status' } },
    toRequest(given) {
      const input = isObject(given) ? given : {};
      const { type, content } = message(input);
      const answered = textIn(input, { name: 'reply_to', title: 'Answer to' });
      return messageRequest({
        recipient_type: 'individual',
        to: numberIn(input),
        type,
        ...(answered === '' ? {} : { context: { message_id: answered } }),
        [type]: content,
      });
    },
  });
}

/** The one call that messages go through. */
export function messageRequest(message: Record<string, Json>) {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const body = JSON.stringify({ messaging_product: 'whatsapp', ...message });
  return { method: 'POST' as const, url: '/messages', headers, body };
}

/** People write numbers with signs between; WhatsApp wants the digits, from the country on. */
function numberIn(input: Input): string {
  const digits = textIn(input, { name: 'to', title: 'To' }).replace(/[\s()./+-]/g, '');
  if (/^\d{6,15}$/.test(digits)) return digits;
  throw refusal('number_not_valid', 'To must be a phone number with its country, such as +1 650 555 1234.');
}

const toField: FieldSchema = {
  type: 'string',
  title: 'To',
  description: 'The phone number with its country.',
  minLength: 1,
  examples: ['+1 650 555 1234'],
};

const replyField: FieldSchema = {
  type: 'string',
  title: 'Answer to',
  description: 'The id of the message that this one answers.',
  examples: ['wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI5QTND'],
};

const sentSchema: FieldSchema = {
  type: 'object',
  properties: {
    id: {
      type: 'string',
      title: 'Message id',
      description: 'Names the message, for answers and for what becomes of it.',
      examples: ['wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI5QTND'],
    },
    to: {
      type: 'string',
      title: 'To',
      description: 'Whom it goes to, as WhatsApp writes it.',
      examples: ['16505551234'],
    },
    status: {
      type: 'string',
      title: 'Status',
      description: 'accepted, or held while WhatsApp looks at it.',
      examples: ['accepted'],
    },
  },
  required: ['id'],
};
