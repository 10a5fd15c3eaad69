import { defineOperation, type FieldSchema, fileSchema, isObject, own } from '@patchbay/connector';
import { choiceIn, filledTextIn, textIn, yesIn } from '../../../values/input.ts';
import { refusal } from '../../../values/refusal.ts';
import { likeOthers, messageOperation, messageRequest } from './messageOperation.ts';

const KINDS = ['image', 'document', 'video', 'audio', 'sticker'] as const;

export const sendFile = messageOperation({
  title: 'Send a picture or file',
  description: 'Sends a picture, document, video or sound to a person who wrote to you within 24 hours.',
  keywords: ['image', 'photo', 'document', 'pdf', 'video', 'audio', 'media', 'attachment'],
  fields: {
    kind: {
      type: 'string',
      title: 'Kind',
      description: 'How it is shown.',
      enum: [...KINDS],
      default: 'image',
      'x-patchbay-labels': {
        image: 'Picture',
        document: 'Document',
        video: 'Video',
        audio: 'Sound',
        sticker: 'Sticker',
      },
      'x-patchbay-basic': true,
    },
    file: {
      type: 'string',
      title: 'File',
      description: 'Its address on the web, or the id that “Upload a file” gave.',
      minLength: 1,
      examples: ['https://example.com/parcel.jpg'],
    },
    caption: {
      type: 'string',
      title: 'Caption',
      description: 'The text under it; sounds and stickers have none.',
      maxLength: 1_024,
      examples: ['Your invoice'],
      'x-patchbay-basic': true,
    },
    filename: {
      type: 'string',
      title: 'File name',
      description: 'What a document is called on the phone.',
      examples: ['invoice-1042.pdf'],
      'x-patchbay-when': { field: 'kind', is: ['document'] },
    },
  },
  required: ['file'],
  message(input) {
    const type = choiceIn(input, { name: 'kind', title: 'Kind', choices: KINDS, fallback: 'image' });
    const file = filledTextIn(input, { name: 'file', title: 'File' }).trim();
    const caption = textIn(input, { name: 'caption', title: 'Caption' });
    const filename = textIn(input, { name: 'filename', title: 'File name' });
    const hasCaption = caption !== '' && type !== 'audio' && type !== 'sticker';
    return {
      type,
      content: {
        ...(/^https?:\/\//i.test(file) ? { link: file } : { id: file }),
        ...(hasCaption ? { caption } : {}),
        ...(filename !== '' && type === 'document' ? { filename } : {}),
      },
    };
  },
});

const degrees = (most: number) => ({ type: 'number', minimum: -most, maximum: most }) as const;

export const sendLocation = messageOperation({
  title: 'Send a place',
  description: 'Sends a point on the map to a person who wrote to you within 24 hours.',
  keywords: ['map', 'address', 'location'],
  fields: {
    latitude: { ...degrees(90), title: 'Latitude', description: 'Degrees north of the equator.', examples: [51.5007] },
    longitude: { ...degrees(180), title: 'Longitude', description: 'Degrees east of Greenwich.', examples: [-0.1246] },
    name: {
      type: 'string',
      title: 'Name',
      description: 'What is there.',
      examples: ['Acme shop'],
      'x-patchbay-basic': true,
    },
    address: { type: 'string', title: 'Address', description: 'The line below.', examples: ['1 Main Street'] },
  },
  required: ['latitude', 'longitude'],
  message(input) {
    const name = textIn(input, { name: 'name', title: 'Name' });
    const address = textIn(input, { name: 'address', title: 'Address' });
    return {
      type: 'location',
      content: {
        latitude: coordinate(input, 'latitude'),
        longitude: coordinate(input, 'longitude'),
        ...(name === '' ? {} : { name }),
        ...(address === '' ? {} : { address }),
      },
    };
  },
});

export const sendReaction = messageOperation({
  title: 'Add a reaction',
  description: 'Puts an emoji under a message of a person.',
  keywords: ['emoji', 'like'],
  fields: {
    message_id: {
      type: 'string',
      title: 'Message',
      description: 'The id of the message.',
      minLength: 1,
      examples: ['wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI5QTND'],
    },
    emoji: {
      type: 'string',
      title: 'Emoji',
      description: 'The emoji itself; empty takes the reaction away.',
      examples: ['👍'],
      'x-patchbay-basic': true,
    },
  },
  required: ['message_id'],
  message: (input) => ({
    type: 'reaction',
    content: {
      message_id: filledTextIn(input, { name: 'message_id', title: 'Message' }),
      emoji: textIn(input, { name: 'emoji', title: 'Emoji' }),
    },
  }),
});

export const markAsRead = defineOperation({
  ...likeOthers,
  title: 'Mark a message as read',
  description: 'Shows a person that their message was read, and that an answer is being written.',
  group: 'Messages',
  keywords: ['seen', 'typing', 'blue ticks'],
  effect: 'update',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      message_id: {
        type: 'string',
        title: 'Message',
        description: 'The id of the message that came in.',
        minLength: 1,
        examples: ['wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI5QTND'],
      },
      typing: {
        type: 'boolean',
        title: 'Show that you write',
        description: 'For 25 seconds, or until a message is sent.',
        default: false,
        'x-patchbay-basic': true,
      },
    },
    required: ['message_id'],
    additionalProperties: false,
    'x-patchbay-order': ['message_id', 'typing'],
  },
  output: {
    type: 'object',
    properties: { success: { type: 'boolean', title: 'Done', description: 'It is marked.', examples: [true] } },
    required: ['success'],
  },
  toRequest(given) {
    const input = isObject(given) ? given : {};
    const typing = yesIn(input, { name: 'typing', title: 'Show that you write' });
    return messageRequest({
      status: 'read',
      message_id: filledTextIn(input, { name: 'message_id', title: 'Message' }),
      ...(typing ? { typing_indicator: { type: 'text' } } : {}),
    });
  },
});

export const downloadFile = defineOperation({
  ...likeOthers,
  title: 'Download a file',
  description: 'Fetches a picture, document or sound that a person sent.',
  group: 'Files',
  keywords: ['media', 'attachment', 'voice message', 'photo'],
  effect: 'read',
  repeat: 'natural',
  input: {
    type: 'object',
    properties: {
      media_id: {
        type: 'string',
        title: 'File',
        description: 'The id of the file, from the message that came in.',
        minLength: 1,
        examples: ['2621233374848975'],
      },
    },
    required: ['media_id'],
    additionalProperties: false,
  },
  output: fileSchema as FieldSchema,
  before: { operation: 'getFile', input: { media_id: { from: 'media_id' } } },
  toRequest(_input, file) {
    const url = isObject(file) ? own(file, 'url') : undefined;
    if (typeof url !== 'string') throw refusal('file_not_there', 'WhatsApp does not say where this file is.');
    return { method: 'GET', url, headers: { accept: '*/*' } };
  },
});

/** The account's own number, which shows whether the account works. */
export const getNumber = defineOperation({
  ...likeOthers,
  title: 'Which number is it',
  description: 'Says which number the account sends from.',
  group: 'Account',
  effect: 'read',
  repeat: 'natural',
  isHidden: true,
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: {
    type: 'object',
    properties: {
      verified_name: { type: 'string', title: 'Name', description: 'Of the business.', examples: ['Acme shop'] },
      display_phone_number: {
        type: 'string',
        title: 'Number',
        description: 'As people read it.',
        examples: ['+1 650-555-1234'],
      },
    },
  },
  toRequest: () => ({
    method: 'GET',
    url: '/?fields=verified_name,display_phone_number',
    headers: { accept: 'application/json' },
  }),
});

function coordinate(input: Readonly<Record<string, unknown>>, name: 'latitude' | 'longitude'): number {
  const value = own(input, name);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  throw refusal('not_a_number', `${name === 'latitude' ? 'Latitude' : 'Longitude'} must be a number of degrees.`);
}
