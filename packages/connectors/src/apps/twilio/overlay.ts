import type { Lookup, Overlay } from '@patchbay/connector';

const numbers: Lookup = {
  operation: 'listNumbers',
  value: 'phone_number',
  label: '{friendly_name}',
  detail: '{phone_number}',
};

const services: Lookup = { operation: 'listServices', value: 'sid', label: 'friendly_name', detail: 'sid' };

/** What Twilio's description does not say. */
export const overlay = {
  name: 'Twilio',
  category: 'messaging',
  icon: 'twilio',
  description: 'Send SMS and WhatsApp messages, make calls, and check phone numbers with Twilio.',
  keywords: ['sms', 'text message', 'phone', 'call', 'voice', 'whatsapp', 'verify', 'otp'],
  baseUrl: 'https://api.twilio.com/2010-04-01/Accounts/{accountSid}',
  alsoAt: ['https://lookups.twilio.com', 'https://verify.twilio.com'],
  auth: [
    {
      kind: 'basic',
      title: 'Account SID and key',
      description: 'In the Twilio console on the first page: Account SID and auth token. An API key works as well.',
      helpUrl: 'https://console.twilio.com',
      usernameTitle: 'API key SID, or the Account SID again',
      passwordTitle: 'Secret of the key, or auth token',
      needsPassword: true,
      fields: [
        { name: 'accountSid', title: 'Account SID', description: 'Starts with AC, on the first page of the console.' },
        {
          name: 'authToken',
          title: 'Auth token',
          description: 'Of the account, on the first page of the console. Only flows that Twilio starts need it.',
          isSecret: true,
          isOptional: true,
        },
      ],
    },
  ],
  test: { operation: 'getBalance', label: 'account_sid' },
  defaults: {
    // Twilio holds messages back itself (one a second from a long number in the US) and answers 429 (20429) to too much at once.
    answer: {
      message: 'message',
      code: 'code',
      advice: {
        '20003': { sentence: 'The SID or its secret is wrong. Connect the account again.', retry: 'after-reconnect' },
        '20404': { sentence: 'Twilio has nothing with this id; a code for signing in may have run out.' },
        '20429': { sentence: 'Too many requests at once.', retry: 'later' },
        '21211': {
          sentence: 'The number to send to is not a phone number. Write it with + and the code of the country.',
        },
        '21212': { sentence: 'The sender is not a phone number or name that Twilio takes.' },
        '21214': { sentence: 'This number cannot be called.' },
        '21408': {
          sentence:
            'Your account may not send to this country. Allow it in the console under Messaging, Geo permissions.',
        },
        '21606': { sentence: 'The sender is not a number of your account that can send messages.' },
        '21608': { sentence: 'A trial account sends only to numbers that were verified in the console.' },
        '21610': { sentence: 'This person has answered STOP and gets no more messages from this number.' },
        '21612': { sentence: 'This sender cannot reach this number.' },
        '21614': { sentence: 'The number to send to is no mobile phone.' },
        '21617': { sentence: 'The text is longer than 1,600 signs.' },
        '21659': { sentence: 'The sender is not a number of your account.' },
        '60200': { sentence: 'A field of the sign-in code is wrong. Check number and way.' },
        '60202': { sentence: 'Five wrong codes were tried. Send a new code in ten minutes.', retry: 'never' },
        '60203': { sentence: 'Five codes were sent already. Wait ten minutes.', retry: 'never' },
      },
    },
  },
  operations: {
    sendMessage: {
      keywords: ['text', 'sms', 'whatsapp', 'mms', 'notify'],
      effect: 'send',
      fields: {
        From: { isBasic: true, lookup: numbers },
        Body: { isBasic: true, widget: 'text-long' },
        ScheduleType: { labels: { fixed: 'At the time given' } },
        ContentVariables: { widget: 'code' },
      },
    },
    getMessage: { keywords: ['sms status', 'delivery'] },
    listMessages: {
      keywords: ['sms history', 'inbox', 'received'],
      paging: {
        style: 'nextUrl',
        items: 'messages',
        next: 'next_page_uri',
        size: { in: 'query', name: 'PageSize', most: 1000 },
      },
      fields: { To: { isBasic: true }, From: { isBasic: true } },
    },
    deleteMessage: { keywords: ['remove sms'] },
    makeCall: {
      keywords: ['voice', 'phone', 'dial', 'text to speech'],
      effect: 'send',
      fields: {
        From: { lookup: numbers },
        Twiml: { isBasic: true, widget: 'code' },
        MachineDetection: {
          labels: { Enable: 'As soon as it is known', DetectMessageEnd: 'After the greeting of a machine' },
        },
      },
    },
    getCall: { keywords: ['call status'] },
    listCalls: {
      keywords: ['call history', 'missed'],
      paging: {
        style: 'nextUrl',
        items: 'calls',
        next: 'next_page_uri',
        size: { in: 'query', name: 'PageSize', most: 1000 },
      },
      fields: {
        To: { isBasic: true },
        From: { isBasic: true },
        Status: {
          isBasic: true,
          labels: {
            queued: 'Waiting',
            ringing: 'Ringing',
            'in-progress': 'Going on',
            completed: 'Done',
            busy: 'Busy',
            failed: 'Failed',
            'no-answer': 'Nobody answered',
            canceled: 'Called off',
          },
        },
      },
    },
    listRecordings: {
      keywords: ['audio', 'voicemail'],
      paging: {
        style: 'nextUrl',
        items: 'recordings',
        next: 'next_page_uri',
        size: { in: 'query', name: 'PageSize', most: 1000 },
      },
      fields: { CallSid: { isBasic: true } },
    },
    lookUpNumber: {
      keywords: ['lookup', 'validate', 'carrier'],
      fields: {
        CountryCode: { isBasic: true },
        Fields: { isBasic: true, labels: { line_type_intelligence: 'Kind of line and provider' } },
      },
    },
    sendCode: {
      keywords: ['verify', 'otp', 'two-factor', '2fa'],
      effect: 'send',
      fields: {
        ServiceSid: { lookup: services },
        Channel: { labels: { sms: 'SMS', call: 'Call', whatsapp: 'WhatsApp', email: 'E-mail' } },
      },
    },
    checkCode: {
      keywords: ['verify', 'otp', 'two-factor', '2fa'],
      effect: 'update',
      fields: { ServiceSid: { lookup: services } },
    },
    getBalance: { keywords: ['credit', 'money'] },
    listNumbers: {
      isHidden: true,
      paging: {
        style: 'nextUrl',
        items: 'incoming_phone_numbers',
        next: 'next_page_uri',
        size: { in: 'query', name: 'PageSize', most: 1000 },
      },
    },
    listServices: {
      isHidden: true,
      paging: {
        style: 'nextUrl',
        items: 'services',
        next: 'meta.next_page_url',
        size: { in: 'query', name: 'PageSize', most: 1000 },
      },
    },
  },
} satisfies Overlay;
