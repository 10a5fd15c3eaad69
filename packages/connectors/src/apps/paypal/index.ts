import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';

export const paypalConnector = defineApi({ id: 'paypal', version: '1', description, overlay });
