import type { Connector } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { createIssue, moveIssue, updateIssue } from './operations/issues.ts';
import { overlay } from './overlay.ts';

const { operations, ...api } = defineApi({ id: 'jira', version: '1', description, overlay });

/** Jira: the issues of projects. */
export const jiraConnector: Connector = {
  ...api,
  operations: { createIssue, updateIssue, moveIssue, ...operations },
};
