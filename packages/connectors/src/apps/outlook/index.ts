import type { Connector } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { createEvent } from './operations/createEvent.ts';
import { createDraft, forwardMessage, sendMessage } from './operations/mails.ts';
import { overlay } from './overlay.ts';

const { operations, ...api } = defineApi({ id: 'outlook', version: '1', description, overlay });
const mail = operations.getMessage?.output ?? true;
const event = operations.getEvent?.output ?? true;

/** Outlook: e-mails and the calendar. Addresses and times are wrapped several times over, so what has them is in code. */
export const outlookConnector: Connector = {
  ...api,
  operations: {
    sendMessage,
    ...operations,
    forwardMessage,
    createDraft: createDraft(mail),
    createEvent: createEvent(event),
  },
};
