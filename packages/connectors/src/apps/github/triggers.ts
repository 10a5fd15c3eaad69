import type { FieldSchema, Operation, WebhookTrigger } from '@patchbay/connector';
import { appTrigger } from '../../values/appTrigger.ts';
import { subscriptionCall, told } from '../../values/subscriptionCall.ts';
import { overlay } from './overlay.ts';

const inRepository = { owner: 'acme', repo: 'shop' };

/** What GitHub is asked when a flow is switched on and off. */
export const subscriptionCalls = {
  createHook: subscriptionCall({
    title: 'Create a webhook',
    request: { method: 'POST', path: '/repos/{owner}/{repo}/hooks' },
    inPath: inRepository,
    body: {
      name: told('string', 'web'),
      active: told('boolean', true),
      events: told('array', ['issues']),
      config: told('object', {}),
    },
    output: { type: 'object', properties: { id: { type: 'integer', title: 'Id' } }, required: ['id'] },
    sample: { id: 12_345_678 },
  }),
  getHook: subscriptionCall({
    title: 'Show a webhook',
    request: { method: 'GET', path: '/repos/{owner}/{repo}/hooks/{hook_id}' },
    inPath: { ...inRepository, hook_id: '12345678' },
  }),
  deleteHook: subscriptionCall({
    title: 'Delete a webhook',
    request: { method: 'DELETE', path: '/repos/{owner}/{repo}/hooks/{hook_id}' },
    inPath: { ...inRepository, hook_id: '12345678' },
  }),
} satisfies Record<string, Operation>;

const { owner, repo } = overlay.operations.createIssue.fields;

const place = {
  owner: {
    type: 'string',
    title: 'Owner',
    description: 'The person or organisation whose repository it is.',
    minLength: 1,
    examples: ['acme'],
    'x-patchbay-lookup': owner.lookup,
  },
  repo: {
    type: 'string',
    title: 'Repository',
    description: 'Its name without the owner.',
    minLength: 1,
    examples: ['shop'],
    'x-patchbay-lookup': repo.lookup,
  },
} satisfies Record<string, FieldSchema>;

const where = { owner: { from: 'input.owner' }, repo: { from: 'input.repo' } };
const one = { ...where, hook_id: { from: 'id' } };

function webhook(event: string, only: WebhookTrigger['only'] = []): WebhookTrigger {
  return {
    register: {
      operation: 'createHook',
      input: {
        ...where,
        name: 'web',
        active: true,
        events: [event],
        config: { url: { from: 'url' }, content_type: 'json', secret: { from: 'secret' }, insecure_ssl: '0' },
      },
      id: 'id',
    },
    exists: { operation: 'getHook', input: one },
    unregister: { operation: 'deleteHook', input: one },
    signature: { scheme: 'github', secret: 'ours' },
    only: [{ at: 'header:x-github-event', is: [event] }, ...only],
    dedupe: 'header:x-github-delivery',
  };
}

type Event = {
  title: string;
  description: string;
  event: string;
  actions: Record<string, string>;
  about: string;
  keywords: string[];
};

/** One kind of event of a repository: what it is about stands under `about`. */
function onEvent({ title, description, event, actions, about, keywords }: Event): Operation {
  const names = Object.keys(actions);
  const [first = ''] = names;
  const chosen: FieldSchema = {
    type: 'array',
    title: 'What happens',
    description: 'Which of these start the flow; none chosen means all.',
    items: { type: 'string', enum: names, 'x-patchbay-labels': actions },
    'x-patchbay-widget': 'choices',
    'x-patchbay-basic': true,
  };
  const { output, sample } = payloadOf(event, { about, action: first });
  return appTrigger({
    title,
    description,
    keywords,
    scopes: ['admin:repo_hook'],
    fields: names.length > 1 ? { ...place, actions: chosen } : place,
    required: ['owner', 'repo'],
    output,
    sample,
    webhook: webhook(event, names.length > 1 ? [{ at: 'action', from: 'actions' }] : []),
  });
}

const person = {
  type: 'object',
  title: 'Person',
  properties: {
    login: { type: 'string', title: 'User name' },
    html_url: { type: 'string', title: 'Page', format: 'uri' },
  },
  required: ['login'],
} satisfies FieldSchema;

const thing = {
  type: 'object',
  properties: {
    number: { type: 'integer', title: 'Number' },
    title: { type: 'string', title: 'Title' },
    name: { type: ['string', 'null'], title: 'Name' },
    tag_name: { type: 'string', title: 'Tag' },
    body: { type: ['string', 'null'], title: 'Text' },
    state: { type: 'string', title: 'State' },
    html_url: { type: 'string', title: 'Page', format: 'uri' },
    user: person,
  },
} satisfies FieldSchema;

function payloadOf(event: string, { about, action }: { about: string; action: string }) {
  const page = `https://github.com/acme/shop/${about}/42`;
  const ada = { login: 'ada', html_url: 'https://github.com/ada' };
  const sampleThing = {
    number: 42,
    title: 'The saddle squeaks',
    body: 'Since yesterday.',
    state: 'open',
    html_url: page,
    user: ada,
  };
  const comment: Record<string, FieldSchema> =
    event === 'issue_comment' ? { comment: { ...thing, title: 'Comment' } } : {};
  return {
    output: {
      type: 'object',
      properties: {
        action: { type: 'string', title: 'What happened' },
        [about]: { ...thing, title: TITLES[about] ?? 'What it is about' },
        ...comment,
        repository: {
          type: 'object',
          title: 'Repository',
          properties: {
            full_name: { type: 'string', title: 'Owner and name' },
            html_url: { type: 'string', title: 'Page', format: 'uri' },
          },
          required: ['full_name'],
        },
        sender: { ...person, title: 'Who did it' },
      },
      required: ['action', about, 'repository', 'sender'],
    } satisfies FieldSchema,
    sample: {
      action,
      [about]: sampleThing,
      ...(event === 'issue_comment' && {
        comment: { body: 'I will look at it.', html_url: `${page}#comment`, user: ada },
      }),
      repository: { full_name: 'acme/shop', html_url: 'https://github.com/acme/shop' },
      sender: ada,
    },
  };
}

const TITLES: Record<string, string> = { issue: 'Issue', pull_request: 'Pull request', release: 'Release' };

const push = appTrigger({
  title: 'When code is pushed',
  description: 'Starts for each push to a repository.',
  keywords: ['commit', 'branch', 'deploy'],
  scopes: ['admin:repo_hook'],
  fields: {
    ...place,
    ref: {
      type: 'string',
      title: 'Only on the branch',
      description: 'As refs/heads/main; empty takes all.',
      examples: ['refs/heads/main'],
      'x-patchbay-basic': true,
    },
  },
  required: ['owner', 'repo'],
  output: {
    type: 'object',
    properties: {
      ref: { type: 'string', title: 'Branch or tag' },
      compare: { type: 'string', title: 'What changed', format: 'uri' },
      commits: {
        type: 'array',
        title: 'Commits',
        items: {
          type: 'object',
          properties: {
            id: { type: 'string', title: 'Id' },
            message: { type: 'string', title: 'Message' },
            url: { type: 'string', title: 'Page', format: 'uri' },
          },
          required: ['id', 'message'],
        },
      },
      repository: {
        type: 'object',
        title: 'Repository',
        properties: { full_name: { type: 'string', title: 'Owner and name' } },
        required: ['full_name'],
      },
      sender: { ...person, title: 'Who pushed' },
    },
    required: ['ref', 'commits', 'repository', 'sender'],
  },
  sample: {
    ref: 'refs/heads/main',
    compare: 'https://github.com/acme/shop/compare/a1...b2',
    commits: [{ id: 'b2c4e6', message: 'Oil the saddle', url: 'https://github.com/acme/shop/commit/b2c4e6' }],
    repository: { full_name: 'acme/shop' },
    sender: { login: 'ada', html_url: 'https://github.com/ada' },
  },
  webhook: webhook('push', [{ at: 'ref', from: 'ref' }]),
});

/** What happens in a repository, as it happens. */
export const triggers = {
  onIssue: onEvent({
    title: 'When something happens to an issue',
    description: 'Starts when an issue is opened, closed, changed or labelled.',
    event: 'issues',
    about: 'issue',
    actions: {
      opened: 'Opened',
      closed: 'Closed',
      reopened: 'Opened again',
      edited: 'Changed',
      labeled: 'Labelled',
      assigned: 'Assigned',
    },
    keywords: ['issue', 'bug', 'ticket', 'new issue'],
  }),
  onComment: onEvent({
    title: 'When somebody comments',
    description: 'Starts for comments on issues and pull requests.',
    event: 'issue_comment',
    about: 'issue',
    actions: { created: 'Written', edited: 'Changed', deleted: 'Deleted' },
    keywords: ['comment', 'reply'],
  }),
  onPullRequest: onEvent({
    title: 'When something happens to a pull request',
    description: 'Starts when a pull request is opened, changed, or closed, which merging it does too.',
    event: 'pull_request',
    about: 'pull_request',
    actions: {
      opened: 'Opened',
      closed: 'Closed or merged',
      reopened: 'Opened again',
      synchronize: 'New commits',
      review_requested: 'A review is asked for',
    },
    keywords: ['pull request', 'pr', 'merge', 'review'],
  }),
  onRelease: onEvent({
    title: 'When a release is published',
    description: 'Starts when a release becomes visible to everybody.',
    event: 'release',
    about: 'release',
    actions: { published: 'Published', edited: 'Changed', deleted: 'Deleted' },
    keywords: ['release', 'version', 'tag'],
  }),
  onPush: push,
} satisfies Record<string, Operation>;
