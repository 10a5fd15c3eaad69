import type { Connector } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import { googleAnswers } from '../google/auth.ts';
import description from './openapi.json' with { type: 'json' };
import { getAttachment } from './operations/getAttachment.ts';
import { getMessage, getWholeMessage } from './operations/getMessage.ts';
import { createDraft, replyToMessage, sendMessage } from './operations/sendMessage.ts';
import { overlay } from './overlay.ts';

const api = defineApi({ id: 'gmail', version: '1', description, overlay });
const messages = { sendMessage, replyToMessage, createDraft, getMessage, getAttachment, getWholeMessage };
const rules = { answerRules: googleAnswers, limit: overlay.defaults.limit };

/** Messages are encoded and in parts, which takes code; the rest is as the API says of itself. */
export const gmailConnector: Connector = {
  ...api,
  operations: {
    ...Object.fromEntries(Object.entries(messages).map(([name, operation]) => [name, { ...operation, ...rules }])),
    ...api.operations,
  },
};
