import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';

/** GitHub: issues, pull requests, releases and workflows. */
export const githubConnector = defineApi({ id: 'github', version: '1', description, overlay });
