import type { Connector } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';
import { subscriptionCalls, triggers } from './triggers.ts';

const api = defineApi({ id: 'github', version: '1', description, overlay });

/** GitHub: issues, pull requests, releases and workflows, and what happens to them. */
export const githubConnector: Connector = {
  ...api,
  operations: { ...triggers, ...api.operations, ...subscriptionCalls },
};
