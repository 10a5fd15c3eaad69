import { describeApi } from '../testing/describeApi.ts';
import { whatsappConnector } from './index.ts';

/** It wants a recipient of every message, and forbids one in each kind of message but templates. */
const recipient =
  'It forbids the fields that all messages have, the recipient among them, in every kind but templates.';

describeApi(whatsappConnector, import.meta.dirname, {
  judge: 'whatsapp-meta.yaml',
  denied: {
    ...Object.fromEntries(
      [
        'sendText',
        'sendText.reply',
        'sendText.badToken',
        'sendText.tooMany',
        'sendText.window',
        'sendFile',
        'sendFile.document',
        'sendLocation',
        'sendButtons',
        'sendReaction',
      ].map((name) => [name, recipient]),
    ),
    markAsRead: 'It does not know that the call for messages also marks one as read.',
  },
});
