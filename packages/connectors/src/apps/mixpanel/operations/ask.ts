import type { FieldSchema } from '@patchbay/connector';
import { choiceIn, filledTextIn, type Input, wholeNumberIn } from '../../../values/input.ts';

const REGIONS = ['us', 'eu', 'in'] as const;

/** The field that asks for the project. */
export const where = {
  project: {
    type: 'integer',
    title: 'Project',
    description: 'The number of the project, under Settings, Overview.',
    examples: [2_195_193],
  },
} satisfies Readonly<Record<string, FieldSchema>>;

/** The field that asks where the project is. */
export const region = {
  type: 'string',
  title: 'Region',
  description: 'Where the project keeps its data; the United States unless told.',
  enum: [...REGIONS],
  default: 'us',
  'x-patchbay-labels': { us: 'United States', eu: 'European Union', in: 'India' },
} satisfies FieldSchema;

/** The fields that ask for a span of days. */
export const days = {
  from: { type: 'string', format: 'date', title: 'From', description: 'The first day.', examples: ['2026-03-01'] },
  until: { type: 'string', format: 'date', title: 'Until', description: 'The last day.', examples: ['2026-03-31'] },
} satisfies Readonly<Record<string, FieldSchema>>;

const HOSTS = {
  query: { us: 'mixpanel.com', eu: 'eu.mixpanel.com', in: 'in.mixpanel.com' },
  data: { us: 'data.mixpanel.com', eu: 'data-eu.mixpanel.com', in: 'data-in.mixpanel.com' },
} as const;

/** Figures are read from another address than events are sent to, by the region. */
export function ask(input: Input, at: { host: keyof typeof HOSTS; path: string }, query: Record<string, string>) {
  const host = HOSTS[at.host][choiceIn(input, { name: 'region', title: 'Region', choices: REGIONS, fallback: 'us' })];
  const project = wholeNumberIn(input, { name: 'project', title: 'Project', min: 1, max: 1e15, fallback: 0 });
  const pairs = Object.entries({ project_id: String(project), ...query });
  const text = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return { method: 'GET' as const, url: `https://${host}${at.path}?${text}`, headers: { accept: 'application/json' } };
}

/** The span of days that was given. Throws OperationError. */
export const daysIn = (input: Input) => ({
  from_date: filledTextIn(input, { name: 'from', title: 'From' }),
  to_date: filledTextIn(input, { name: 'until', title: 'Until' }),
});
