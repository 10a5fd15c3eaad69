import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';

export const auth0Connector = defineApi({ id: 'auth0', version: '1', description, overlay });
