import type { Connector } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';
import { sendMail } from './sendMail.ts';

const api = defineApi({ id: 'sendgrid', version: '1', description, overlay });

/** As it is described, but for its main operation, whose form is made by hand. */
export const sendgridConnector: Connector = {
  ...api,
  operations: { ...api.operations, sendMail: { ...sendMail, answerRules: overlay.defaults.answer } },
};
