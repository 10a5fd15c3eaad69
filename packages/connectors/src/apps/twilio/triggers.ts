import type { FieldSchema, Operation, WebhookTrigger } from '@patchbay/connector';
import { appTrigger } from '../../values/appTrigger.ts';
import { subscriptionCall, told } from '../../values/subscriptionCall.ts';

/** What Twilio is asked when a flow is switched on and off. */
export const subscriptionCalls = {
  setNumber: subscriptionCall({
    title: 'Set where a number reports to',
    request: { method: 'POST', path: '/IncomingPhoneNumbers/{sid}.json' },
    inPath: { sid: 'PNa1b2c3d4e5f60718293a4b5c6d7e8f90' },
    body: {
      SmsUrl: told('string', 'https://patchbay.example.com/hook/7fQ'),
      SmsMethod: told('string', 'POST'),
      VoiceUrl: told('string', 'https://patchbay.example.com/hook/7fQ'),
      VoiceMethod: told('string', 'POST'),
    },
    encoding: 'form',
    output: { type: 'object', properties: { sid: { type: 'string', title: 'Id' } }, required: ['sid'] },
    sample: { sid: 'PNa1b2c3d4e5f60718293a4b5c6d7e8f90' },
  }),
} satisfies Record<string, Operation>;

function webhook(kind: 'Sms' | 'Voice', dedupe: string): WebhookTrigger {
  const sid = { from: 'input.number' };
  return {
    register: {
      operation: 'setNumber',
      input: { sid, [`${kind}Url`]: { from: 'url' }, [`${kind}Method`]: 'POST' },
      id: 'sid',
    },
    unregister: { operation: 'setNumber', input: { sid, [`${kind}Url`]: '' } },
    // With the account's own auth token, also where requests are signed with an API key.
    signature: { scheme: 'twilio', secret: { accountField: 'authToken' } },
    dedupe,
  };
}

const number = {
  number: {
    type: 'string',
    title: 'Number',
    description: 'One of your numbers; it reports to this flow and to nothing else.',
    minLength: 1,
    examples: ['PNa1b2c3d4e5f60718293a4b5c6d7e8f90'],
    'x-patchbay-lookup': { operation: 'listNumbers', value: 'sid', label: '{friendly_name}', detail: '{phone_number}' },
  },
} satisfies Record<string, FieldSchema>;

const text = (title: string, description?: string): FieldSchema => ({
  type: 'string',
  title,
  ...(description !== undefined && { description }),
});

const from = {
  From: text('From'),
  To: text('To'),
  FromCountry: text('Country it comes from'),
  FromCity: text('City it comes from'),
};

/** What comes to a number, as it comes. */
export const triggers = {
  onMessage: appTrigger({
    title: 'When an SMS arrives',
    description: 'Starts for each message to one of your numbers.',
    keywords: ['sms', 'text message', 'receive', 'reply', 'incoming'],
    fields: number,
    required: ['number'],
    output: {
      type: 'object',
      properties: {
        Body: text('Text', 'What it says.'),
        ...from,
        MessageSid: text('Id of the message'),
        NumMedia: text('Pictures', 'How many came with it.'),
        MediaUrl0: text('First picture', 'Its address.'),
      },
      required: ['Body', 'From', 'To', 'MessageSid'],
    },
    sample: {
      Body: 'Is my bicycle ready?',
      From: '+4915112345678',
      To: '+4930123456',
      FromCountry: 'DE',
      FromCity: 'BERLIN',
      MessageSid: 'SM7d1a2b3c4d5e6f708192a3b4c5d6e7f8',
      NumMedia: '0',
    },
    webhook: webhook('Sms', 'MessageSid'),
  }),
  onCall: appTrigger({
    title: 'When somebody calls',
    description: 'Starts when one of your numbers is called; the caller hears nothing and is hung up on.',
    keywords: ['call', 'phone', 'ring', 'voice', 'incoming'],
    fields: number,
    required: ['number'],
    output: {
      type: 'object',
      properties: { ...from, CallSid: text('Id of the call'), CallStatus: text('State') },
      required: ['From', 'To', 'CallSid'],
    },
    sample: {
      From: '+4915112345678',
      To: '+4930123456',
      FromCountry: 'DE',
      FromCity: 'BERLIN',
      CallSid: 'CA7d1a2b3c4d5e6f708192a3b4c5d6e7f8',
      CallStatus: 'ringing',
    },
    webhook: webhook('Voice', 'CallSid'),
  }),
} satisfies Record<string, Operation>;
