import { type FieldSchema, own } from '@patchbay/connector';
import { encodeSegment } from '../../../values/encodeSegment.ts';
import { filledTextIn, type Input, listIn, textIn } from '../../../values/input.ts';
import { kinds, moves, people, priorities, projects } from '../lookups.ts';
import { jiraOperation } from './jiraOperation.ts';

const issueField = {
  type: 'string',
  title: 'Issue',
  description: 'Its key or id.',
  minLength: 1,
  examples: ['SHOP-42'],
} satisfies FieldSchema;

const issue = { name: 'issueIdOrKey', title: 'Issue' };

const summaryField = {
  type: 'string',
  title: 'Summary',
  description: 'What it is called, in one line.',
  maxLength: 255,
  examples: ['The export is empty'],
  'x-patchbay-basic': true,
} satisfies FieldSchema;

const writable = {
  description: {
    type: 'string',
    title: 'Description',
    description: 'Plain text, or Jira’s markup.',
    examples: ['Steps: open the page, press Export.'],
    'x-patchbay-widget': 'text-long',
    'x-patchbay-basic': true,
  },
  assignee: {
    type: 'string',
    title: 'Assigned to',
    description: 'Who works on it.',
    examples: ['5b10ac8d82e05b22cc7d4ef5'],
    'x-patchbay-lookup': people,
    'x-patchbay-basic': true,
  },
  priority: {
    type: 'string',
    title: 'Priority',
    description: 'How urgent it is.',
    examples: ['High'],
    'x-patchbay-lookup': priorities,
  },
  labels: {
    type: 'array',
    title: 'Labels',
    description: 'Words without blanks.',
    items: { type: 'string', title: 'Label', description: 'One word.', examples: ['export'] },
  },
  due: { type: 'string', format: 'date', title: 'Due', description: 'Until which day.', examples: ['2026-04-01'] },
  parent: { type: 'string', title: 'Part of', description: 'The key of the issue above it.', examples: ['SHOP-12'] },
} satisfies Record<string, FieldSchema>;

/** The fields that were given, in Jira's words. */
function fieldsIn(input: Input): Record<string, unknown> {
  const text = (name: string, title: string) => textIn(input, { name, title });
  const wrapped = [
    ['priority', 'name', text('priority', 'Priority')],
    ['assignee', 'accountId', text('assignee', 'Assigned to')],
    ['parent', 'key', text('parent', 'Part of')],
  ] as const;
  const plain = [
    ['summary', text('summary', 'Summary')],
    ['description', text('description', 'Description')],
    ['duedate', text('due', 'Due')],
  ] as const;
  return {
    ...Object.fromEntries(plain.filter(([, value]) => value !== '')),
    ...Object.fromEntries(
      wrapped.filter(([, , value]) => value !== '').map(([name, inner, value]) => [name, { [inner]: value }]),
    ),
    ...(own(input, 'labels') === undefined ? {} : { labels: listIn(input, { name: 'labels', title: 'Labels' }) }),
  };
}

export const createIssue = jiraOperation({
  title: 'Create an issue',
  description: 'Makes an issue in a project.',
  keywords: ['ticket', 'task', 'bug', 'story'],
  effect: 'create',
  repeat: 'unsafe',
  fields: {
    project: {
      type: 'string',
      title: 'Project',
      description: 'Where it belongs.',
      minLength: 1,
      examples: ['SHOP'],
      'x-patchbay-lookup': projects,
    },
    kind: {
      type: 'string',
      title: 'Kind',
      description: 'What kind of work it is, as the project calls it.',
      minLength: 1,
      examples: ['Task'],
      'x-patchbay-lookup': kinds,
    },
    summary: { ...summaryField, minLength: 1 },
    ...writable,
  },
  required: ['project', 'kind', 'summary'],
  output: {
    type: 'object',
    properties: {
      id: { type: 'string', title: 'Id', description: 'Names it for good.', examples: ['10042'] },
      key: { type: 'string', title: 'Key', description: 'As people write it.', examples: ['SHOP-42'] },
      self: {
        type: 'string',
        title: 'Address',
        description: 'Where to ask about it.',
        examples: ['https://acme.atlassian.net/rest/api/2/issue/10042'],
      },
    },
    required: ['id', 'key'],
  },
  request: (input) => ({
    method: 'POST',
    path: '/issue',
    body: {
      fields: {
        project: { key: filledTextIn(input, { name: 'project', title: 'Project' }) },
        issuetype: { name: filledTextIn(input, { name: 'kind', title: 'Kind' }) },
        ...fieldsIn(input),
      },
    },
  }),
});

export const updateIssue = jiraOperation({
  title: 'Update an issue',
  description: 'Changes fields of an issue; what is left empty stays.',
  keywords: ['edit', 'change'],
  effect: 'update',
  repeat: 'natural',
  fields: { issueIdOrKey: issueField, summary: summaryField, ...writable },
  required: ['issueIdOrKey'],
  output: { type: 'null' },
  request: (input) => ({
    method: 'PUT',
    path: `/issue/${encodeSegment(input, issue)}`,
    body: { fields: fieldsIn(input) },
  }),
});

export const moveIssue = jiraOperation({
  title: 'Move an issue',
  description: 'Takes an issue to another status.',
  keywords: ['transition', 'status', 'close', 'done'],
  effect: 'update',
  repeat: 'unsafe',
  fields: {
    issueIdOrKey: issueField,
    move: {
      type: 'string',
      title: 'To',
      description: 'One of the moves that the issue’s workflow allows now.',
      minLength: 1,
      examples: ['31'],
      'x-patchbay-lookup': moves,
    },
  },
  required: ['issueIdOrKey', 'move'],
  output: { type: 'null' },
  request: (input) => ({
    method: 'POST',
    path: `/issue/${encodeSegment(input, issue)}/transitions`,
    body: { transition: { id: filledTextIn(input, { name: 'move', title: 'To' }) } },
  }),
});
