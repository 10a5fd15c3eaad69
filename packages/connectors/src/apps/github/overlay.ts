import type { FieldOverlay, Lookup, Overlay, Paging } from '@patchbay/connector';

const repositories = { operation: 'listRepositories', input: { sort: 'pushed' } } as const;
const owners: Lookup = { ...repositories, value: 'owner.login', label: 'owner.login', link: 'github\\.com/([^/]+)/' };
const named: Lookup = {
  ...repositories,
  only: { at: 'owner.login', from: 'owner' },
  value: 'name',
  label: 'name',
  detail: 'description',
  link: 'github\\.com/[^/]+/([^/?#]+)',
};

const inRepository = { owner: { from: 'owner' }, repo: { from: 'repo' } };
const branches: Lookup = { operation: 'listBranches', input: inRepository, value: 'name' };
const labels: Lookup = {
  operation: 'listLabels',
  input: inRepository,
  value: 'name',
  label: 'name',
  detail: 'description',
};
const workflows: Lookup = {
  operation: 'listWorkflows',
  input: inRepository,
  value: 'id',
  label: 'name',
  detail: 'path',
};

const place = { owner: { lookup: owners }, repo: { lookup: named } };
const longText: FieldOverlay = { widget: 'text-long', isBasic: true };
const states: FieldOverlay = { isBasic: true, labels: { open: 'Open', closed: 'Closed', all: 'All' } };
const orders: FieldOverlay = {
  labels: { created: 'When opened', updated: 'Last change', comments: 'Number of comments' },
};
const directions: FieldOverlay = { labels: { desc: 'Newest or most first', asc: 'Oldest or least first' } };

const byLink = (items: string): Paging => ({
  style: 'link',
  items,
  size: { in: 'query', name: 'per_page', most: 100 },
});

/** What people need to know of GitHub beyond its description. */
export const overlay = {
  name: 'GitHub',
  description: 'Works with issues, pull requests, releases and workflows of repositories.',
  category: 'developer',
  keywords: ['git', 'code', 'repository', 'issue', 'pull request', 'bug'],
  icon: 'github',
  auth: [
    {
      kind: 'oauth2',
      title: 'Sign in to GitHub',
      description: 'Needs an OAuth app, which you make in GitHub under Settings, Developer settings.',
      helpUrl: 'https://docs.github.com/apps/oauth-apps/building-oauth-apps/creating-an-oauth-app',
      authorizeUrl: 'https://github.com/login/oauth/authorize',
      tokenUrl: 'https://github.com/login/oauth/access_token',
      scopes: ['repo', 'public_repo', 'workflow', 'read:user', 'user:email', 'read:org', 'admin:repo_hook'],
      defaultScopes: ['repo', 'read:user'],
      scopeHolds: { repo: ['public_repo', 'admin:repo_hook'] },
    },
    {
      kind: 'bearer',
      title: 'Personal access token',
      description: 'In GitHub under Settings, Developer settings; a fine-grained one that may use your repositories.',
      helpUrl: 'https://github.com/settings/personal-access-tokens',
    },
  ],
  test: { operation: 'getMe', label: ['login'], picture: 'avatar_url' },
  defaults: {
    headers: { Accept: 'application/vnd.github+json', 'X-GitHub-Api-Version': '2022-11-28' },
    answer: {
      code: 'errors.0.code',
      message: ['errors.0.message', 'message'],
      advice: {
        already_exists: { sentence: 'GitHub has this already. Choose another name, or change what is there.' },
        missing: { sentence: 'GitHub does not find something this step names, such as a branch. Check its fields.' },
        missing_field: { sentence: 'GitHub needs a field that is empty. Fill it in this step.' },
        // These come without a code of their own.
        404: {
          sentence: 'GitHub finds no such repository, issue or branch, or the account may not see it. Choose it again.',
        },
        405: { sentence: 'It cannot be merged: it has conflicts, or reviews and checks are missing.' },
        410: { sentence: 'Issues are switched off in this repository.' },
        invalid: { sentence: 'GitHub cannot read one of the fields. Check them.' },
      },
    },
    // 5,000 an hour for a person: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api.
    limit: { requests: 5_000, perMs: 3_600_000 },
  },
  operations: {
    createIssue: {
      effect: 'create',
      keywords: ['bug', 'ticket', 'task'],
      scopes: ['repo'],
      order: ['owner', 'repo', 'title', 'body', 'labels', 'assignees'],
      fields: { ...place, body: longText, 'labels[]': { lookup: labels }, labels: { isBasic: true } },
    },
    updateIssue: {
      effect: 'update',
      repeat: 'natural',
      keywords: ['close', 'reopen', 'edit'],
      scopes: ['repo'],
      order: ['owner', 'repo', 'issue_number', 'state'],
      fields: {
        ...place,
        state: states,
        state_reason: {
          labels: {
            completed: 'It is done',
            not_planned: 'It will not be done',
            duplicate: 'There is another one like it',
            reopened: 'It is open again',
          },
        },
        body: { widget: 'text-long' },
        'labels[]': { lookup: labels },
      },
    },
    getIssue: { scopes: ['repo'], fields: place },
    listIssues: {
      scopes: ['repo'],
      paging: byLink(''),
      order: ['owner', 'repo', 'state', 'labels'],
      fields: { ...place, state: states, labels: { isBasic: true }, sort: orders, direction: directions },
    },
    searchIssues: {
      keywords: ['find'],
      scopes: ['repo'],
      // Searching has a limit of its own.
      limit: { requests: 30, perMs: 60_000 },
      paging: byLink('items'),
      fields: { sort: orders, order: directions },
    },
    createComment: {
      effect: 'create',
      keywords: ['reply', 'answer'],
      scopes: ['repo'],
      fields: { ...place, body: { widget: 'text-long' } },
    },
    addLabels: {
      effect: 'update',
      repeat: 'natural',
      keywords: ['tag'],
      scopes: ['repo'],
      fields: { ...place, 'labels[]': { lookup: labels } },
    },
    createPullRequest: {
      effect: 'create',
      keywords: ['pr', 'merge request'],
      scopes: ['repo'],
      order: ['owner', 'repo', 'title', 'head', 'base', 'body'],
      fields: { ...place, head: { lookup: branches }, base: { lookup: branches }, body: longText },
    },
    listPullRequests: {
      keywords: ['pr'],
      scopes: ['repo'],
      paging: byLink(''),
      fields: { ...place, state: states, base: { lookup: branches } },
    },
    mergePullRequest: {
      effect: 'update',
      keywords: ['pr'],
      scopes: ['repo'],
      fields: {
        ...place,
        merge_method: {
          isBasic: true,
          labels: { merge: 'Keep every commit', squash: 'Make one commit of them', rebase: 'Put them on top' },
        },
      },
    },
    createRelease: {
      effect: 'create',
      keywords: ['version', 'tag', 'publish'],
      scopes: ['repo'],
      order: ['owner', 'repo', 'tag_name', 'name', 'body'],
      fields: { ...place, name: { isBasic: true }, body: longText, target_commitish: { lookup: branches } },
    },
    runWorkflow: {
      effect: 'create',
      keywords: ['actions', 'deploy', 'ci', 'dispatch'],
      scopes: ['repo', 'workflow'],
      order: ['owner', 'repo', 'workflow_id', 'ref', 'inputs'],
      fields: {
        ...place,
        workflow_id: { lookup: workflows },
        ref: { lookup: branches },
        inputs: { widget: 'fields', isBasic: true },
      },
    },
    listRepositories: {
      scopes: ['repo'],
      paging: byLink(''),
      fields: {
        visibility: { labels: { all: 'All', public: 'Public ones', private: 'Private ones' } },
        sort: { labels: { full_name: 'Name', created: 'When made', updated: 'Last change', pushed: 'Last commit' } },
      },
    },
    listWorkflows: { isHidden: true, paging: byLink('workflows') },
    listLabels: { isHidden: true, paging: byLink('') },
    listBranches: { isHidden: true, paging: byLink('') },
    getMe: { isHidden: true },
  },
} satisfies Overlay;
