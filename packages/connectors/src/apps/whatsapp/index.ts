import type { Connector } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { downloadFile, getNumber, markAsRead, sendFile, sendLocation, sendReaction } from './operations/others.ts';
import { sendButtons, sendTemplate, sendText } from './operations/texts.ts';
import { overlay } from './overlay.ts';
import { triggers } from './triggers.ts';

const { operations, ...api } = defineApi({ id: 'whatsapp', version: '1', description, overlay });

/** WhatsApp: messages from the number of a business. One call sends every kind of message, so each kind is a step in code. */
export const whatsappConnector: Connector = {
  ...api,
  operations: {
    ...triggers,
    sendText,
    sendTemplate,
    sendFile,
    sendButtons,
    sendLocation,
    sendReaction,
    markAsRead,
    downloadFile,
    ...operations,
    getNumber,
  },
};
