import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';

/** Jira: the issues of projects. */
export const jiraConnector = defineApi({ id: 'jira', version: '1', description, overlay });
