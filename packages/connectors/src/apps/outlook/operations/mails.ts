import { type BodyPiece, type FieldSchema, type Operation, toBase64 } from '@patchbay/connector';
import { attachedIn, attachmentsField } from '../../../values/attachedFiles.ts';
import { encodeSegment } from '../../../values/encodeSegment.ts';
import { choiceIn, type Input, textIn, yesIn } from '../../../values/input.ts';
import { refusal } from '../../../values/refusal.ts';
import { recipientsIn } from '../addresses.ts';
import { graphOperation, sentSchema } from './graphOperation.ts';

const IMPORTANCE = ['low', 'normal', 'high'] as const;

const toField = {
  type: 'string',
  title: 'To',
  description: 'Whom it goes to; several with commas between them.',
  minLength: 1,
  examples: ['Ada Lovelace <ada@example.com>, bob@example.com'],
} satisfies FieldSchema;

const mailFields = {
  to: toField,
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
    description: 'What it says.',
    examples: ['It is on its way.'],
    'x-patchbay-widget': 'text-long',
    'x-patchbay-basic': true,
  },
  attachments: attachmentsField('2.9 MB'),
  isHtml: {
    type: 'boolean',
    title: 'The text is HTML',
    description: 'Whether it has tags such as <b>.',
    default: false,
  },
  cc: { type: 'string', title: 'Copy to', description: 'Who gets a copy that everybody sees.' },
  bcc: { type: 'string', title: 'Blind copy to', description: 'Who gets a copy that nobody else sees.' },
  replyTo: { type: 'string', title: 'Answers go to', description: 'Empty: to you.' },
  importance: {
    type: 'string',
    title: 'Importance',
    description: 'How it is marked in the list of e-mails.',
    enum: [...IMPORTANCE],
    default: 'normal',
    'x-patchbay-labels': { low: 'Low', normal: 'Normal', high: 'High' },
  },
} satisfies Record<string, FieldSchema>;

/** An e-mail in Microsoft's words. */
function mailIn(input: Input): Record<string, unknown> {
  const cc = recipientsIn(input, { name: 'cc', title: 'Copy to' });
  const bcc = recipientsIn(input, { name: 'bcc', title: 'Blind copy to' });
  const replyTo = recipientsIn(input, { name: 'replyTo', title: 'Answers go to' });
  const isHtml = yesIn(input, { name: 'isHtml', title: 'The text is HTML' });
  const choices = { name: 'importance', title: 'Importance', choices: IMPORTANCE, fallback: 'normal' } as const;
  const importance = choiceIn(input, choices);
  return {
    subject: textIn(input, { name: 'subject', title: 'Subject' }),
    body: { contentType: isHtml ? 'html' : 'text', content: textIn(input, { name: 'text', title: 'Text' }) },
    toRecipients: receiversIn(input),
    ...(cc.length === 0 ? {} : { ccRecipients: cc }),
    ...(bcc.length === 0 ? {} : { bccRecipients: bcc }),
    ...(replyTo.length === 0 ? {} : { replyTo }),
    ...(importance === 'normal' ? {} : { importance }),
  };
}

/** Microsoft takes 4 MB at once, in which files stand in base64. */
const MOST_BYTES = 2_900_000;

const text = (words: string) => new TextEncoder().encode(words);

/** An e-mail with its files, which are read and written into it while it is sent. */
function mailWithFiles(input: Input): BodyPiece[] {
  const mail = JSON.stringify(mailIn(input));
  const files = attachedIn(input, { name: 'attachments', title: 'Attachments', mostBytes: MOST_BYTES });
  if (files.length === 0) return [text(mail)];
  const pieces = files.flatMap(({ name, contentType, content }, at): BodyPiece[] => {
    const about = { '@odata.type': '#microsoft.graph.fileAttachment', name, contentType: contentType || OCTETS };
    const head = `${at === 0 ? '' : ','}${JSON.stringify(about).slice(0, -1)},"contentBytes":"`;
    return [text(head), content instanceof Uint8Array ? text(toBase64(content)) : { base64Of: content }, text('"}')];
  });
  return [text(`${mail.slice(0, -1)},"attachments":[`), ...pieces, text(']}')];
}

const OCTETS = 'application/octet-stream';

function receiversIn(input: Input) {
  const receivers = recipientsIn(input, { name: 'to', title: 'To' });
  if (receivers.length === 0) throw refusal('value_missing', 'To is empty.');
  return receivers;
}

export const sendMessage = graphOperation({
  title: 'Send an e-mail',
  description: 'Sends an e-mail from your own address.',
  group: 'E-mails',
  keywords: ['mail', 'email', 'message', 'notify'],
  effect: 'send',
  scopes: ['Mail.Send'],
  fields: mailFields,
  required: ['to'],
  output: sentSchema,
  handlesFiles: true,
  request: (input) => ({
    path: '/me/sendMail',
    pieces: [text('{"message":'), ...mailWithFiles(input), text(',"saveToSentItems":true}')],
  }),
  gives: { sent: true },
});

export const forwardMessage = graphOperation({
  title: 'Forward an e-mail',
  description: 'Sends an e-mail on to somebody else.',
  group: 'E-mails',
  keywords: ['send on', 'share'],
  effect: 'send',
  scopes: ['Mail.Send'],
  fields: {
    message: {
      type: 'string',
      title: 'E-mail',
      description: 'The id of the e-mail, from the step that found it.',
      minLength: 1,
      examples: ['AAMkAGI1AAAoZCfHAAA='],
    },
    to: toField,
    text: { ...mailFields.text, description: 'What stands above it.', examples: ['Please look at this.'] },
  },
  required: ['message', 'to'],
  output: sentSchema,
  request: (input) => ({
    path: `/me/messages/${encodeSegment(input, { name: 'message', title: 'E-mail' })}/forward`,
    body: { comment: textIn(input, { name: 'text', title: 'Text' }), toRecipients: receiversIn(input) },
  }),
  gives: { sent: true },
});

/** Writes an e-mail without sending it; what it gives is described as every other e-mail is. */
export function createDraft(output: Operation['output']): Operation {
  return graphOperation({
    title: 'Write a draft',
    description: 'Puts an e-mail among the drafts, for a person to look at and send.',
    group: 'E-mails',
    keywords: ['prepare', 'approve'],
    effect: 'create',
    scopes: ['Mail.ReadWrite'],
    fields: mailFields,
    required: ['to'],
    output,
    handlesFiles: true,
    request: (input) => ({ path: '/me/messages', pieces: mailWithFiles(input) }),
  });
}
