import type { Lookup } from '@patchbay/connector';

export const projects: Lookup = {
  operation: 'listProjects',
  value: 'key',
  label: 'name',
  detail: 'key',
  search: 'query',
  link: '/(?:browse|projects)/([A-Z][A-Z0-9_]+)',
};

export const people: Lookup = {
  operation: 'findUsers',
  value: 'accountId',
  label: 'displayName',
  detail: 'emailAddress',
  search: 'query',
};

/** The kinds of issues that the chosen project has. */
export const kinds: Lookup = {
  operation: 'listIssueTypes',
  input: { projectIdOrKey: { from: 'project' } },
  value: 'name',
};

export const priorities: Lookup = { operation: 'listPriorities', value: 'name' };

/** Where the chosen issue can go from its status. */
export const moves: Lookup = {
  operation: 'listTransitions',
  input: { issueIdOrKey: { from: 'issueIdOrKey' } },
  value: 'id',
  label: 'name',
  detail: 'to.name',
};
