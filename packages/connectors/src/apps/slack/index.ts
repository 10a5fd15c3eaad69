import type { Connector } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';
import { triggers } from './triggers.ts';

const api = defineApi({ id: 'slack', version: '1', description, overlay });

/** Slack: messages, channels and people of a workspace. */
export const slackConnector: Connector = {
  ...api,
  operations: { ...triggers, ...api.operations },
};
