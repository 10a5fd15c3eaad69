import type { Lookup } from '@patchbay/connector';
import { filledTextIn, listIn, rowsIn, textIn, yesIn } from '../../../values/input.ts';
import { messageOperation } from './messageOperation.ts';

export const sendText = messageOperation({
  title: 'Send a message',
  description: 'Sends text to a person who wrote to you within the last 24 hours.',
  keywords: ['text', 'reply', 'chat'],
  fields: {
    text: {
      type: 'string',
      title: 'Text',
      description: 'What it says, at most 4,096 characters; *bold* and _italic_ work.',
      minLength: 1,
      maxLength: 4_096,
      examples: ['Your order is on its way.'],
      'x-patchbay-widget': 'text-long',
    },
    preview_url: {
      type: 'boolean',
      title: 'Preview the link',
      description: 'Shows what stands behind the first link of the text.',
      default: false,
    },
  },
  required: ['text'],
  message: (input) => ({
    type: 'text',
    content: {
      body: filledTextIn(input, { name: 'text', title: 'Text' }),
      preview_url: yesIn(input, { name: 'preview_url', title: 'Preview the link' }),
    },
  }),
});

const templates: Lookup = {
  operation: 'listTemplates',
  input: { waba_id: { from: 'waba_id' }, status: 'APPROVED' },
  value: 'name',
  label: 'name',
  detail: 'language',
};

export const sendTemplate = messageOperation({
  title: 'Send a template',
  description: 'Sends a message that WhatsApp has approved; it reaches people at any time.',
  keywords: ['approved', 'notification', 'marketing', 'start a conversation'],
  fields: {
    waba_id: {
      type: 'string',
      title: 'Business account',
      description: 'Its id, as WhatsApp Manager shows it; only needed to offer its templates below.',
      examples: ['102290129340398'],
      'x-patchbay-basic': true,
      'x-patchbay-aid': true,
    },
    name: {
      type: 'string',
      title: 'Template',
      description: 'What the template is called.',
      minLength: 1,
      examples: ['order_shipped'],
      'x-patchbay-lookup': templates,
    },
    language: {
      type: 'string',
      title: 'Language',
      description: 'The code of the language it was approved in.',
      default: 'en_US',
      examples: ['en_US'],
      'x-patchbay-basic': true,
    },
    values: {
      type: 'array',
      title: 'Values',
      description: 'What stands for {{1}}, {{2}} and so on, in this order.',
      items: { type: 'string', title: 'Value', description: 'One value.', examples: ['Ada'] },
      'x-patchbay-basic': true,
    },
    picture: {
      type: 'string',
      title: 'Picture',
      description: 'The address of the picture at its top, where it has one.',
      examples: ['https://example.com/parcel.jpg'],
    },
  },
  required: ['name'],
  message(input) {
    const picture = textIn(input, { name: 'picture', title: 'Picture' });
    const values = listIn(input, { name: 'values', title: 'Values' }).map((value) => ({
      type: 'text',
      text: textIn({ value }, { name: 'value', title: 'Values' }),
    }));
    const header = { type: 'header', parameters: [{ type: 'image', image: { link: picture } }] };
    const components = [
      ...(picture === '' ? [] : [header]),
      ...(values.length === 0 ? [] : [{ type: 'body', parameters: values }]),
    ];
    return {
      type: 'template',
      content: {
        name: filledTextIn(input, { name: 'name', title: 'Template' }),
        language: { policy: 'deterministic', code: textIn(input, { name: 'language', title: 'Language' }) || 'en_US' },
        ...(components.length === 0 ? {} : { components }),
      },
    };
  },
});

export const sendButtons = messageOperation({
  title: 'Ask with buttons',
  description: 'Sends a text with up to three buttons that a person can press.',
  keywords: ['interactive', 'question', 'choice', 'quick reply'],
  fields: {
    text: {
      type: 'string',
      title: 'Text',
      description: 'What is asked, at most 1,024 characters.',
      minLength: 1,
      maxLength: 1_024,
      examples: ['Is Monday fine?'],
      'x-patchbay-widget': 'text-long',
    },
    buttons: {
      type: 'array',
      title: 'Buttons',
      description: 'One to three of them.',
      minItems: 1,
      maxItems: 3,
      items: {
        type: 'object',
        title: 'Button',
        properties: {
          title: {
            type: 'string',
            title: 'Words',
            description: 'At most 20 characters.',
            maxLength: 20,
            examples: ['Yes'],
          },
          id: {
            type: 'string',
            title: 'Answer',
            description: 'What comes back when it is pressed.',
            examples: ['yes'],
          },
        },
        required: ['title', 'id'],
        'x-patchbay-order': ['title', 'id'],
      },
    },
    footer: {
      type: 'string',
      title: 'Foot',
      description: 'A small line below, at most 60 characters.',
      maxLength: 60,
      examples: ['Acme shop'],
    },
  },
  required: ['text', 'buttons'],
  message(input) {
    const footer = textIn(input, { name: 'footer', title: 'Foot' });
    const buttons = rowsIn(input, { name: 'buttons', title: 'Buttons' }).map((button) => ({
      type: 'reply',
      reply: {
        id: filledTextIn(button, { name: 'id', title: 'Answer' }),
        title: filledTextIn(button, { name: 'title', title: 'Words' }),
      },
    }));
    return {
      type: 'interactive',
      content: {
        type: 'button',
        body: { text: filledTextIn(input, { name: 'text', title: 'Text' }) },
        ...(footer === '' ? {} : { footer: { text: footer } }),
        action: { buttons },
      },
    };
  },
});
