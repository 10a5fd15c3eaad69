import type { FieldSchema, Operation } from '@patchbay/connector';
import { appTrigger } from '../../values/appTrigger.ts';
import { subscriptionCall, told } from '../../values/subscriptionCall.ts';
import description from './openapi.json' with { type: 'json' };
import { form } from './overlay.ts';

const path = '/forms/{form_id}/webhooks/{tag}';
const inPath = { form_id: 'lT4Z3j', tag: '7fQ' };

/** What Typeform is asked when a flow is switched on and off. A form has one webhook for each tag: we take one for each flow. */
export const subscriptionCalls = {
  putWebhook: subscriptionCall({
    title: 'Create a webhook',
    request: { method: 'PUT', path },
    inPath,
    body: {
      url: told('string', 'https://patchbay.example.com/hook/7fQ'),
      secret: told('string', 'a1b2'),
      enabled: told('boolean', true),
      verify_ssl: told('boolean', true),
      event_types: told('object', { form_response: true }),
    },
    output: { type: 'object', properties: { tag: { type: 'string', title: 'Tag' } }, required: ['tag'] },
    sample: { tag: '7fQ' },
  }),
  getWebhook: subscriptionCall({ title: 'Show a webhook', request: { method: 'GET', path }, inPath }),
  deleteWebhook: subscriptionCall({ title: 'Delete a webhook', request: { method: 'DELETE', path }, inPath }),
} satisfies Record<string, Operation>;

const where = { form_id: { from: 'input.form_id' } };
const one = { ...where, tag: { from: 'id' } };

const answer = { ...description.components.schemas.Answer } as FieldSchema;

/** Flows that Typeform starts. */
export const triggers = {
  onResponse: appTrigger({
    title: 'When a form is answered',
    description: 'Starts for everybody who finishes a form.',
    keywords: ['new response', 'submission', 'entry', 'survey', 'lead'],
    scopes: ['webhooks:write', 'forms:read'],
    fields: {
      form_id: {
        type: 'string',
        title: 'Form',
        description: 'Choose it, or paste its link.',
        minLength: 1,
        examples: ['lT4Z3j'],
        'x-patchbay-lookup': form.form_id.lookup,
      },
    },
    required: ['form_id'],
    output: {
      type: 'object',
      title: 'Response',
      properties: {
        form_id: { type: 'string', title: 'Form' },
        token: { type: 'string', title: 'Token' },
        landed_at: { type: 'string', title: 'Opened at' },
        submitted_at: { type: 'string', title: 'Sent at' },
        answers: { type: 'array', title: 'Answers', items: answer },
        hidden: { type: 'object', title: 'Hidden fields', additionalProperties: { type: 'string' } },
        calculated: {
          type: 'object',
          title: 'Calculated',
          properties: { score: { type: 'number', title: 'Score' } },
        },
        definition: {
          type: 'object',
          title: 'The form as it was',
          properties: {
            title: { type: 'string', title: 'Title' },
            fields: {
              type: 'array',
              title: 'Questions',
              items: {
                type: 'object',
                properties: {
                  id: { type: 'string', title: 'Id' },
                  title: { type: 'string', title: 'Question' },
                  ref: { type: 'string', title: 'Reference' },
                },
              },
            },
          },
        },
      },
      required: ['form_id', 'token'],
    },
    sample: {
      form_id: 'lT4Z3j',
      token: 'a3a12ec67a1365927098a606107fac15',
      landed_at: '2026-03-14T09:28:11Z',
      submitted_at: '2026-03-14T09:30:00Z',
      answers: [
        { field: { id: 'JwWggjAKtOkA', ref: 'first_name', type: 'short_text' }, type: 'text', text: 'Ada' },
        { field: { id: 'SMEUb7VJz92Q', ref: 'email', type: 'email' }, type: 'email', email: 'ada@example.com' },
        { field: { id: 'KoJxDM3c6x8h', ref: 'score', type: 'rating' }, type: 'number', number: 5 },
      ],
      hidden: { order: '1042' },
      definition: {
        title: 'Feedback',
        fields: [
          { id: 'JwWggjAKtOkA', title: 'What is your first name?', ref: 'first_name' },
          { id: 'SMEUb7VJz92Q', title: 'Where can we reach you?', ref: 'email' },
          { id: 'KoJxDM3c6x8h', title: 'How do you like it?', ref: 'score' },
        ],
      },
    },
    webhook: {
      register: {
        operation: 'putWebhook',
        input: {
          ...where,
          tag: { from: 'flow' },
          url: { from: 'url' },
          secret: { from: 'secret' },
          enabled: true,
          verify_ssl: true,
          event_types: { form_response: true },
        },
        id: 'tag',
      },
      exists: { operation: 'getWebhook', input: one },
      unregister: { operation: 'deleteWebhook', input: one },
      signature: {
        scheme: 'hmac',
        header: 'typeform-signature',
        prefix: 'sha256=',
        encoding: 'base64',
        secret: 'ours',
      },
      only: [{ at: 'event_type', is: ['form_response'] }],
      dedupe: 'event_id',
      output: 'form_response',
    },
  }),
} satisfies Record<string, Operation>;
