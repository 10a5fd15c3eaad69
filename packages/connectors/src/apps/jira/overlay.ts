import type { Overlay, Paging } from '@patchbay/connector';
import { people } from './lookups.ts';

const byOffset = (items: string, most: number, total?: string): Paging => ({
  style: 'offset',
  items,
  to: { in: 'query', name: 'startAt' },
  size: { in: 'query', name: 'maxResults', most },
  ...(total === undefined ? {} : { total }),
});

/** What people need to know of Jira beyond its description. */
export const overlay = {
  name: 'Jira',
  description: 'Creates, finds and moves the issues of your projects.',
  category: 'developer',
  keywords: ['issue', 'ticket', 'task', 'bug', 'project', 'atlassian', 'scrum', 'kanban'],
  icon: 'jira',
  baseUrl: 'https://{site}.atlassian.net',
  auth: [
    {
      kind: 'basic',
      title: 'E-mail and API token',
      description: 'Create the token in your Atlassian account under Security.',
      helpUrl: 'https://id.atlassian.com/manage-profile/security/api-tokens',
      usernameTitle: 'E-mail',
      passwordTitle: 'API token',
      needsPassword: true,
      fields: [
        {
          name: 'site',
          title: 'Site',
          description: 'The first part of your Jira’s address: acme for acme.atlassian.net.',
        },
      ],
    },
  ],
  test: { operation: 'getMe', label: ['displayName', 'emailAddress'], picture: 'avatarUrls.48x48' },
  defaults: {
    // Jira names the field that is wrong by its own name, or says it in a list of sentences.
    answer: {
      message: [
        'errorMessages.0',
        'errors.summary',
        'errors.project',
        'errors.issuetype',
        'errors.description',
        'errors.priority',
        'errors.assignee',
        'errors.labels',
        'errors.duedate',
        'errors.parent',
        'errors.comment',
      ],
    },
  },
  operations: {
    getIssue: {},
    deleteIssue: {
      effect: 'delete',
      fields: { deleteSubtasks: { labels: { false: 'Keep them, and refuse', true: 'Delete them too' } } },
    },
    searchIssues: {
      keywords: ['find', 'jql', 'list', 'query'],
      paging: {
        style: 'cursor',
        items: 'issues',
        next: 'nextPageToken',
        to: { in: 'query', name: 'nextPageToken' },
        size: { in: 'query', name: 'maxResults', most: 100 },
      },
      fields: { jql: { widget: 'text-long' }, fields: { default: '*navigable' } },
    },
    listTransitions: { isHidden: true, output: { at: 'transitions' } },
    assignIssue: { effect: 'update', fields: { accountId: { lookup: people } } },
    addComment: { effect: 'create', keywords: ['reply', 'note'], fields: { body: { widget: 'text-long' } } },
    listComments: { paging: byOffset('comments', 100, 'total') },
    listProjects: { paging: byOffset('values', 50, 'total'), fields: { query: { isBasic: true } } },
    findUsers: { keywords: ['users', 'assignee'], paging: byOffset('', 100), fields: { query: { isBasic: true } } },
    listIssueTypes: { isHidden: true, output: { at: 'issueTypes' } },
    listPriorities: { isHidden: true, paging: byOffset('values', 50, 'total') },
    getMe: { isHidden: true },
  },
} satisfies Overlay;
