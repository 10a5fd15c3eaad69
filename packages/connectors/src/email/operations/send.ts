import { defineOperation, fileSchema } from '@patchbay/connector';

const addresses = { type: 'array', items: { type: 'string' } } as const;

/** Hands an e-mail to the account's server. */
export const send = defineOperation({
  title: 'Send an e-mail',
  description: 'Sends an e-mail from your own account, with files where there are some.',
  group: 'E-mail',
  keywords: ['smtp', 'mail', 'email', 'message', 'notify', 'newsletter', 'reply'],
  kind: 'call',
  effect: 'send',
  // SMTP has nothing by which a server could tell that it got an e-mail before.
  repeat: 'unsafe',
  hosted: true,
  needsConnection: true,
  accountWay: 'smtp',
  input: {
    type: 'object',
    properties: {
      to: {
        type: 'string',
        title: 'To',
        description: 'Whom it goes to; several with commas between them.',
        examples: ['ada@example.com, Bob <bob@example.com>'],
        minLength: 1,
      },
      subject: {
        type: 'string',
        title: 'Subject',
        description: 'What stands in the list of e-mails.',
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
      attachments: {
        type: 'array',
        title: 'Attachments',
        description: 'Files that go with it, 25 MB together at most.',
        items: fileSchema,
        'x-patchbay-basic': true,
      },
      html: {
        type: 'string',
        title: 'HTML',
        description: 'The e-mail with formatting. A text is made of it where none is given.',
        'x-patchbay-widget': 'text-long',
      },
      cc: { type: 'string', title: 'Copy to', description: 'Who gets a copy that everybody sees.' },
      bcc: { type: 'string', title: 'Blind copy to', description: 'Who gets a copy that nobody else sees.' },
      from: {
        type: 'string',
        title: 'Sender',
        description: 'Another one than that of the account, where its server allows it.',
        examples: ['Acme <orders@example.com>'],
      },
      replyTo: { type: 'string', title: 'Answers go to', description: 'Empty: to the sender.' },
      inReplyTo: {
        type: 'string',
        title: 'Answer to',
        description: 'The message id of the e-mail this one answers, so that they stand together.',
        examples: ['<abc@example.com>'],
      },
    },
    required: ['to'],
    additionalProperties: false,
    'x-patchbay-order': ['to', 'subject', 'text', 'attachments', 'html', 'cc', 'bcc', 'from', 'replyTo', 'inReplyTo'],
  },
  output: {
    type: 'object',
    properties: {
      messageId: {
        type: 'string',
        title: 'Message id',
        description: 'What answers to it name.',
        examples: ['<5f0c@example.com>'],
      },
      accepted: {
        ...addresses,
        title: 'Accepted for',
        description: 'Whom the server took it for.',
        examples: [['ada@example.com']],
      },
      refused: {
        ...addresses,
        title: 'Refused for',
        description: 'Whom the server did not take it for, while it took it for others.',
        examples: [[]],
      },
      answer: {
        type: 'string',
        title: 'Answer of the server',
        description: 'Its last words.',
        examples: ['250 2.0.0 Ok: queued as 4ZQ1'],
      },
      preview: {
        type: 'object',
        title: 'Preview',
        description: 'In a try on sample data: the e-mail as it would have been sent.',
        examples: [{}],
      },
    },
    required: ['messageId', 'accepted', 'refused', 'answer'],
    additionalProperties: false,
    'x-patchbay-order': ['messageId', 'accepted', 'refused', 'answer', 'preview'],
  },
});
