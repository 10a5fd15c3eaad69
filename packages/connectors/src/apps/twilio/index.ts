import type { Connector } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';
import { subscriptionCalls, triggers } from './triggers.ts';

const api = defineApi({ id: 'twilio', version: '1', description, overlay });

/** Twilio: SMS, calls, and codes for signing in. */
export const twilioConnector: Connector = {
  ...api,
  operations: { ...triggers, ...api.operations, ...subscriptionCalls },
};
