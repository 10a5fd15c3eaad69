import type { Connector } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';
import { subscriptionCalls, triggers } from './triggers.ts';

const api = defineApi({ id: 'typeform', version: '1', description, overlay });

/** Typeform: forms, what people answered in them, and flows that start by an answer. */
export const typeformConnector: Connector = {
  ...api,
  operations: { ...triggers, ...api.operations, ...subscriptionCalls },
};
