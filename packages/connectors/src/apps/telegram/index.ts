import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';

/** Telegram: messages of a bot to people, groups and channels. */
export const telegramConnector = defineApi({ id: 'telegram', version: '1', description, overlay });
