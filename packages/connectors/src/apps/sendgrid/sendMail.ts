import { defineOperation, type FieldSchema, isObject, own } from '@patchbay/connector';
import { filledTextIn, type Input, listIn, rowsIn, textIn } from '../../values/input.ts';
import { refusal } from '../../values/refusal.ts';
import { addressesIn } from './addresses.ts';

const fields = {
  to: {
    type: 'string',
    title: 'To',
    description: 'Whom it goes to; several with commas between them, and all of them see each other.',
    examples: ['ada@example.com, Bob <bob@example.com>'],
    minLength: 1,
  },
  from: {
    type: 'string',
    title: 'From',
    description: 'A sender that is verified at SendGrid.',
    examples: ['Northwind <orders@example.com>'],
    minLength: 1,
    'x-patchbay-lookup': {
      operation: 'listSenders',
      items: 'results',
      value: 'from_email',
      label: '{nickname}',
      detail: 'from_email',
    },
  },
  subject: {
    type: 'string',
    title: 'Subject',
    description: 'What stands in the list of e-mails. A template has its own.',
    examples: ['Your order is on its way'],
    'x-patchbay-basic': true,
  },
  text: {
    type: 'string',
    title: 'Text',
    description: 'The e-mail as plain text.',
    'x-patchbay-widget': 'text-long',
    'x-patchbay-basic': true,
  },
  template: {
    type: 'string',
    title: 'Template',
    description: 'A dynamic template, instead of subject and text.',
    examples: ['d-7f3a9c1b2d4e5f60718293a4b5c6d7e8'],
    'x-patchbay-basic': true,
    'x-patchbay-lookup': {
      operation: 'listTemplates',
      value: 'id',
      label: 'name',
      detail: 'id',
      link: '/(d-[0-9a-f]{32})',
    },
  },
  data: {
    type: 'object',
    title: 'Data of the template',
    description: 'A value for each name in double braces: name fills {{name}}.',
    additionalProperties: true,
    'x-patchbay-widget': 'fields',
    'x-patchbay-basic': true,
  },
  html: {
    type: 'string',
    title: 'HTML',
    description: 'The e-mail with formatting; give the text as well for those who do not see it.',
    'x-patchbay-widget': 'text-long',
  },
  cc: { type: 'string', title: 'Copy to', description: 'Who gets a copy that everybody sees.' },
  bcc: { type: 'string', title: 'Blind copy to', description: 'Who gets a copy that nobody else sees.' },
  replyTo: { type: 'string', title: 'Answers go to', description: 'Empty: to the sender.' },
  attachments: {
    type: 'array',
    title: 'Attachments',
    description: 'Files that go with it, 30 MB together at most; the step “Encode” writes a file as base64.',
    items: {
      type: 'object',
      properties: {
        name: { type: 'string', title: 'File name', description: 'With its ending.', examples: ['invoice.pdf'] },
        content: { type: 'string', title: 'Content', description: 'The file, written as base64.', minLength: 1 },
        type: { type: 'string', title: 'File type', description: 'What it is.', examples: ['application/pdf'] },
      },
      required: ['name', 'content'],
      additionalProperties: false,
      'x-patchbay-order': ['name', 'content', 'type'],
    },
    'x-patchbay-widget': 'rows',
  },
  categories: {
    type: 'array',
    title: 'Categories',
    description: 'Up to ten words by which SendGrid counts.',
    items: { type: 'string', title: 'Category', description: 'A word.', maxLength: 255 },
    maxItems: 10,
    examples: [['orders']],
  },
  unsubscribeGroup: {
    type: 'integer',
    title: 'Unsubscribe group',
    description: 'The number of the group that people leave by the link in the e-mail.',
    examples: [4711],
  },
  sendAt: {
    type: 'string',
    format: 'date-time',
    title: 'Send at',
    description: 'At most 72 hours from now; empty: at once.',
    examples: ['2026-03-14T09:30:00Z'],
  },
} satisfies Readonly<Record<string, FieldSchema>>;

/** SendGrid's own shape nests people three levels deep, so this form is flat and code makes the request. */
export const sendMail = defineOperation({
  title: 'Send e-mail',
  description: 'Sends an e-mail with your own words or by a template.',
  group: 'E-mail',
  keywords: ['mail', 'template', 'dynamic template', 'transactional', 'notify'],
  kind: 'call',
  effect: 'send',
  // SendGrid has nothing by which it could tell that it got an e-mail before.
  repeat: 'unsafe',
  needsConnection: true,
  input: {
    type: 'object',
    properties: fields,
    required: ['to', 'from'],
    additionalProperties: false,
    'x-patchbay-order': Object.keys(fields),
  },
  output: {
    type: 'object',
    properties: {
      messageId: { type: 'string', title: 'Message id', description: 'SendGrid tells of the e-mail by this id later.' },
    },
    required: ['messageId'],
  },
  sample: { messageId: 'wK1XbR3yQk2PqAlamp' },
  answer: 'whole',
  toRequest: (input) => ({
    method: 'POST',
    url: '/v3/mail/send',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(mailOf(isObject(input) ? input : {})),
  }),
  fromAnswer: (answer) => {
    const headers = isObject(answer) && isObject(answer.headers) ? answer.headers : {};
    return { messageId: String(own(headers, 'x-message-id') ?? '') };
  },
});

function mailOf(input: Input): Record<string, unknown> {
  const subject = textIn(input, { name: 'subject', title: 'Subject' });
  const template = textIn(input, { name: 'template', title: 'Template' });
  const content = contentOf(input);
  if (template === '' && (content.length === 0 || subject === '')) {
    throw refusal('value_missing', 'An e-mail needs a subject and a text, or a template.');
  }
  const [from] = addressesIn(filledTextIn(input, { name: 'from', title: 'From' }), 'From');
  const [replyTo] = peopleIn(input, { name: 'replyTo', title: 'Answers go to' });
  return {
    personalizations: [peopleOf(input)],
    from,
    ...(replyTo === undefined ? {} : { reply_to: replyTo }),
    ...(subject === '' ? {} : { subject }),
    ...(template === '' ? {} : { template_id: template }),
    ...(content.length === 0 ? {} : { content }),
    ...attachmentsOf(input),
    ...restOf(input),
  };
}

const peopleIn = (input: Input, field: { name: string; title: string }) =>
  addressesIn(textIn(input, field), field.title);

function peopleOf(input: Input): Record<string, unknown> {
  const to = peopleIn(input, { name: 'to', title: 'To' });
  if (to.length === 0) throw refusal('value_missing', 'To is empty.');
  const cc = peopleIn(input, { name: 'cc', title: 'Copy to' });
  const bcc = peopleIn(input, { name: 'bcc', title: 'Blind copy to' });
  const data = own(input, 'data');
  return {
    to,
    ...(cc.length === 0 ? {} : { cc }),
    ...(bcc.length === 0 ? {} : { bcc }),
    ...(isObject(data) && Object.keys(data).length > 0 ? { dynamic_template_data: data } : {}),
  };
}

function contentOf(input: Input): { type: string; value: string }[] {
  const text = textIn(input, { name: 'text', title: 'Text' });
  const html = textIn(input, { name: 'html', title: 'HTML' });
  return [
    { type: 'text/plain', value: text },
    { type: 'text/html', value: html },
  ].filter(({ value }) => value !== '');
}

function attachmentsOf(input: Input): Record<string, unknown> {
  const attachments = rowsIn(input, { name: 'attachments', title: 'Attachments' }).map((row) => {
    const type = textIn(row, { name: 'type', title: 'File type' });
    return {
      content: filledTextIn(row, { name: 'content', title: 'Content' }),
      filename: filledTextIn(row, { name: 'name', title: 'File name' }),
      ...(type === '' ? {} : { type }),
    };
  });
  return attachments.length === 0 ? {} : { attachments };
}

function restOf(input: Input): Record<string, unknown> {
  const categories = listIn(input, { name: 'categories', title: 'Categories' }).map(String);
  const group = own(input, 'unsubscribeGroup') ?? null;
  const sendAt = textIn(input, { name: 'sendAt', title: 'Send at' });
  const at = Date.parse(sendAt);
  if (sendAt !== '' && Number.isNaN(at)) throw refusal('date_not_valid', 'Send at is no date with a time.');
  return {
    ...(categories.length === 0 ? {} : { categories }),
    ...(group === null ? {} : { asm: { group_id: Number(group) } }),
    ...(sendAt === '' ? {} : { send_at: Math.floor(at / 1_000) }),
  };
}
