import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';

export const twilioConnector = defineApi({ id: 'twilio', version: '1', description, overlay });
