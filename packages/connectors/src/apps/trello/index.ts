import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';

/** Trello: boards, lists and cards. */
export const trelloConnector = defineApi({ id: 'trello', version: '1', description, overlay });
