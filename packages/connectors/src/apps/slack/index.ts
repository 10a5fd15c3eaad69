import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';

/** Slack: messages, channels and people of a workspace. */
export const slackConnector = defineApi({ id: 'slack', version: '1', description, overlay });
