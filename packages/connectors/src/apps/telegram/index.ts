import type { Connector } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { downloadFile } from './operations/downloadFile.ts';
import { overlay } from './overlay.ts';
import { subscriptionCalls, triggers } from './triggers.ts';

const api = defineApi({ id: 'telegram', version: '1', description, overlay });

/** Telegram: messages of a bot to people, groups and channels, and theirs to it. */
export const telegramConnector: Connector = {
  ...api,
  operations: { ...triggers, ...api.operations, downloadFile, ...subscriptionCalls },
};
