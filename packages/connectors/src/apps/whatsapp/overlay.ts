import type { Overlay } from '@patchbay/connector';

/** What people need to know of WhatsApp beyond its description. */
export const overlay = {
  name: 'WhatsApp',
  description: 'Sends messages and files from the number of your business, through Meta’s Cloud API.',
  category: 'messaging',
  keywords: ['chat', 'message', 'sms', 'phone', 'meta', 'facebook', 'template'],
  icon: 'whatsapp',
  // Nearly everything is said from one number, so it belongs to the account.
  baseUrl: 'https://graph.facebook.com/v23.0/{phoneNumberId}',
  alsoAt: ['https://lookaside.fbsbx.com'],
  auth: [
    {
      kind: 'bearer',
      title: 'Access token',
      description:
        'A system user’s token that may use whatsapp_business_messaging; the test page’s own ends after a day.',
      helpUrl: 'https://developers.facebook.com/docs/whatsapp/cloud-api/get-started',
      fields: [
        {
          name: 'phoneNumberId',
          title: 'Phone number ID',
          description:
            'A long number beside your phone number under API Setup of the app; not the phone number itself.',
        },
        {
          name: 'appSecret',
          title: 'App secret',
          description: 'Of your app, under App settings, Basic. Only flows that WhatsApp starts need it.',
          isSecret: true,
          isOptional: true,
        },
        {
          name: 'verifyToken',
          title: 'Verify token',
          description: 'Any word of your own, which you paste at Meta beside the address of the flow.',
          isSecret: true,
          isOptional: true,
        },
      ],
    },
  ],
  test: { operation: 'getNumber', label: ['verified_name', 'display_phone_number'] },
  defaults: {
    answer: {
      code: 'error.code',
      message: ['error.error_data.details', 'error.message'],
      advice: {
        4: { sentence: 'The app has made as many calls as it may for now.', retry: 'later' },
        10: { sentence: 'The token may not do this. Give its system user the permission, then reconnect.' },
        100: { sentence: 'WhatsApp cannot read one of the fields. Check them, and the account’s phone number ID.' },
        190: {
          sentence: 'The access token has ended. Make one that does not and reconnect.',
          retry: 'after-reconnect',
        },
        200: { sentence: 'The token may not do this. Give its system user the permission, then reconnect.' },
        368: { sentence: 'WhatsApp has blocked the business for a while because of its rules.' },
        80007: { sentence: 'The business account has made as many calls as it may for now.', retry: 'later' },
        130429: { sentence: 'The number has sent as many messages as it may for now.', retry: 'later' },
        130472: { sentence: 'WhatsApp keeps messages of this kind from this person, as an experiment of its own.' },
        131005: { sentence: 'The token may not do this. Give its system user the permission, then reconnect.' },
        131008: { sentence: 'A field that WhatsApp needs is empty. Fill it in this step.' },
        131009: { sentence: 'One of the fields has a value that WhatsApp does not take. Check them.' },
        131016: { sentence: 'WhatsApp has trouble of its own.', retry: 'later' },
        131026: { sentence: 'The person cannot be reached: no WhatsApp, an old version of it, or no consent.' },
        131030: { sentence: 'While the app is tested, only numbers of its list get messages. Add this one.' },
        131031: { sentence: 'WhatsApp has locked the business account. Look into WhatsApp Manager.' },
        131042: { sentence: 'Something is wrong with how the business pays. Look into WhatsApp Manager.' },
        131047: { sentence: 'The person did not write within 24 hours. Send a template instead.' },
        131048: { sentence: 'Too many people blocked the number or called it spam. Wait before you send more.' },
        131051: { sentence: 'WhatsApp does not know messages of this kind.' },
        131052: { sentence: 'WhatsApp could not fetch the file. Its address has to be open to everybody.' },
        131053: { sentence: 'WhatsApp did not take the file. Check its kind and size.' },
        131056: { sentence: 'This person got too many messages at once.', retry: 'later' },
        132000: { sentence: 'The template wants another number of values. Give one for each {{1}}, {{2}} of it.' },
        132001: { sentence: 'There is no such approved template in this language. Check its name and language.' },
        132007: { sentence: 'The template breaks a rule of WhatsApp. Look into WhatsApp Manager.' },
        132012: { sentence: 'A value of the template is of the wrong kind. Check the values, and its picture.' },
        132015: { sentence: 'The template is paused because people do not like it.' },
        133010: { sentence: 'The number is not registered with WhatsApp. Register it in WhatsApp Manager.' },
      },
    },
    // 80 messages a second for a number: https://developers.facebook.com/docs/whatsapp/cloud-api/overview#throughput.
    limit: { requests: 80, perMs: 1_000 },
  },
  operations: {
    uploadFile: {
      effect: 'create',
      keywords: ['media', 'picture', 'document'],
      fields: { messaging_product: { fixed: 'whatsapp' } },
    },
    getFile: { keywords: ['media', 'url'] },
    deleteFile: { effect: 'delete', keywords: ['media'] },
    listTemplates: {
      paging: {
        style: 'cursor',
        items: 'data',
        next: 'paging.cursors.after',
        more: 'paging.next',
        to: { in: 'query', name: 'after' },
        size: { in: 'query', name: 'limit', most: 100 },
      },
      fields: {
        name: { isBasic: true },
        status: {
          isBasic: true,
          labels: { APPROVED: 'Approved', PENDING: 'Waiting', REJECTED: 'Rejected', PAUSED: 'Paused' },
        },
      },
    },
    getProfile: {
      output: { at: 'data.0' },
      fields: { fields: { fixed: 'about,address,description,email,profile_picture_url,websites,vertical' } },
    },
    updateProfile: {
      effect: 'update',
      repeat: 'natural',
      fields: {
        messaging_product: { fixed: 'whatsapp' },
        about: { isBasic: true },
        description: { isBasic: true, widget: 'text-long' },
        email: { isBasic: true },
      },
    },
  },
} satisfies Overlay;
