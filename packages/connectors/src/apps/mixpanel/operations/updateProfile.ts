import type { FieldSchema } from '@patchbay/connector';
import { filledTextIn, type Input, listIn } from '../../../values/input.ts';
import { refusal } from '../../../values/refusal.ts';
import { mixpanelOperation, post, valuesIn } from './mixpanelOperation.ts';

const token = {
  type: 'string',
  title: 'Project token',
  description: 'Under Settings of the project, Overview; web pages show it, so it is no secret.',
  examples: ['9f1c2d3e4b5a69788796a5b4c3d2e1f0'],
  minLength: 1,
} satisfies FieldSchema;

const person = {
  type: 'string',
  title: 'Person',
  description: 'The id your own system has for the person.',
  examples: ['customer-812'],
  minLength: 1,
} satisfies FieldSchema;

const values = { type: 'object', additionalProperties: true, 'x-patchbay-widget': 'fields' } satisfies FieldSchema;

const actions = {
  set: {
    ...values,
    title: 'Set',
    description: 'Values that take the place of those there are; $name, $email and $phone are shown on top.',
    examples: [{ $name: 'Ann Lee', $email: 'ann@example.com', plan: 'pro' }],
    'x-patchbay-basic': true,
  },
  setOnce: {
    ...values,
    title: 'Set once',
    description: 'Values that are set only where there is none.',
    examples: [{ firstOrder: 'A-1042' }],
  },
  add: {
    ...values,
    title: 'Count up',
    description: 'Numbers that are added to those there are; minus takes off.',
    examples: [{ orders: 1 }],
    'x-patchbay-basic': true,
  },
  append: {
    ...values,
    title: 'Add to a list',
    description: 'Values put at the end of lists.',
    examples: [{ bought: 'Lamp' }],
  },
  unset: {
    type: 'array',
    title: 'Forget',
    description: 'The names of values that are taken away.',
    items: { type: 'string', title: 'Name', description: 'The name of a value.' },
    examples: [['plan']],
  },
} satisfies Readonly<Record<string, FieldSchema>>;

const gives = {
  type: 'object',
  properties: {
    status: { type: 'integer', title: 'Taken', description: '1 where it was taken.' },
    error: { type: ['string', 'null'], title: 'Error' },
  },
  required: ['status'],
} satisfies FieldSchema;
const taken = { status: 1, error: null };

const ACTIONS = [
  ['set', '$set'],
  ['setOnce', '$set_once'],
  ['add', '$add'],
  ['append', '$append'],
] as const;

/** One record for each kind of change, as the API wants them. Throws OperationError where nothing is to change. */
function changes(input: Input, of: Record<string, string>): Record<string, unknown>[] {
  const named = ACTIONS.map(([name, action]) => [action, valuesIn(input, name)] as const).filter(
    ([, given]) => Object.keys(given).length > 0,
  );
  const gone = listIn(input, { name: 'unset', title: 'Forget' }).map(String);
  const all = [...named, ...(gone.length === 0 ? [] : [['$unset', gone] as const])];
  if (all.length === 0) throw refusal('value_missing', 'Nothing is to be changed. Fill one of the fields.');
  return all.map(([action, given]) => ({ ...of, [action]: given }));
}

const tokenIn = (input: Input) => filledTextIn(input, { name: 'token', title: 'Project token' });
const personIn = (input: Input) => filledTextIn(input, { name: 'person', title: 'Person' });

/** What is known of a person. */
export const updateProfile = mixpanelOperation({
  title: 'Update profile',
  description: 'Sets what is known of a person; one that is not there yet is added.',
  group: 'People',
  keywords: ['profile', 'people', 'user', 'set', 'engage', 'increment'],
  effect: 'update',
  // Counting up twice is not the same as counting up once.
  repeat: 'unsafe',
  fields: { token, person, ...actions },
  required: ['token', 'person'],
  gives,
  sample: taken,
  request: (input) =>
    post('/engage?verbose=1', changes(input, { $token: tokenIn(input), $distinct_id: personIn(input) })),
});

/** Forgets a person. */
export const deleteProfile = mixpanelOperation({
  title: 'Delete profile',
  description: 'Deletes what is known of a person; events stay.',
  group: 'People',
  keywords: ['forget', 'gdpr', 'remove profile'],
  effect: 'delete',
  repeat: 'natural',
  fields: { token, person },
  required: ['token', 'person'],
  gives,
  sample: taken,
  request: (input) =>
    post('/engage?verbose=1', [{ $token: tokenIn(input), $distinct_id: personIn(input), $delete: '' }]),
});

/** What is known of a company or team. */
export const updateGroup = mixpanelOperation({
  title: 'Update group',
  description: 'Sets what is known of a company or team, in projects with group analytics.',
  group: 'People',
  keywords: ['company', 'account', 'group analytics'],
  effect: 'update',
  repeat: 'natural',
  fields: {
    token,
    groupKey: {
      type: 'string',
      title: 'Kind of group',
      description: 'The group key of the project.',
      examples: ['company'],
      minLength: 1,
    },
    group: {
      type: 'string',
      title: 'Group',
      description: 'The id of the group.',
      examples: ['company-77'],
      minLength: 1,
    },
    set: actions.set,
    setOnce: actions.setOnce,
    unset: actions.unset,
  },
  required: ['token', 'groupKey', 'group'],
  gives,
  sample: taken,
  request: (input) =>
    post(
      '/groups?verbose=1',
      changes(input, {
        $token: tokenIn(input),
        $group_key: filledTextIn(input, { name: 'groupKey', title: 'Kind of group' }),
        $group_id: filledTextIn(input, { name: 'group', title: 'Group' }),
      }),
    ),
});
