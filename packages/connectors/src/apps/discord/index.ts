import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';

/** Discord: channels, messages and members of servers. */
export const discordConnector = defineApi({ id: 'discord', version: '1', description, overlay });
