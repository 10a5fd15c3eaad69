import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';

/** Microsoft Teams: channels, chats, teams and meetings. */
export const teamsConnector = defineApi({ id: 'teams', version: '1', description, overlay });
