import { type FieldSchema, isObject, own, parseJson } from '@patchbay/connector';
import { choiceIn, filledTextIn, type Input, listIn, wholeNumberIn } from '../../../values/input.ts';
import { mixpanelOperation } from './mixpanelOperation.ts';

const REGIONS = ['us', 'eu', 'in'] as const;

const where = {
  project: {
    type: 'integer',
    title: 'Project',
    description: 'The number of the project, under Settings, Overview.',
    examples: [2_195_193],
  },
} satisfies Readonly<Record<string, FieldSchema>>;

const region = {
  type: 'string',
  title: 'Region',
  description: 'Where the project keeps its data; the United States unless told.',
  enum: [...REGIONS],
  default: 'us',
  'x-patchbay-labels': { us: 'United States', eu: 'European Union', in: 'India' },
} satisfies FieldSchema;

const days = {
  from: { type: 'string', format: 'date', title: 'From', description: 'The first day.', examples: ['2026-03-01'] },
  until: { type: 'string', format: 'date', title: 'Until', description: 'The last day.', examples: ['2026-03-31'] },
} satisfies Readonly<Record<string, FieldSchema>>;

const HOSTS = {
  query: { us: 'mixpanel.com', eu: 'eu.mixpanel.com', in: 'in.mixpanel.com' },
  data: { us: 'data.mixpanel.com', eu: 'data-eu.mixpanel.com', in: 'data-in.mixpanel.com' },
} as const;

/** Figures are read from another address than events are sent to, by the region. */
function ask(input: Input, at: { host: keyof typeof HOSTS; path: string }, query: Record<string, string>) {
  const host = HOSTS[at.host][choiceIn(input, { name: 'region', title: 'Region', choices: REGIONS, fallback: 'us' })];
  const project = wholeNumberIn(input, { name: 'project', title: 'Project', min: 1, max: 1e15, fallback: 0 });
  const pairs = Object.entries({ project_id: String(project), ...query });
  const text = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return { method: 'GET' as const, url: `https://${host}${at.path}?${text}`, headers: { accept: 'application/json' } };
}

const daysIn = (input: Input) => ({
  from_date: filledTextIn(input, { name: 'from', title: 'From' }),
  to_date: filledTextIn(input, { name: 'until', title: 'Until' }),
});

const UNITS = ['hour', 'day', 'week', 'month'] as const;
const COUNTS = ['general', 'unique'] as const;

/** How often an event happened, by day. */
export const countEvents = mixpanelOperation({
  title: 'Count events',
  description: 'Counts how often something happened, day by day.',
  group: 'Figures',
  keywords: ['segmentation', 'report', 'statistics', 'query'],
  effect: 'read',
  repeat: 'natural',
  fields: {
    ...where,
    event: {
      type: 'string',
      title: 'Event',
      description: 'What is counted.',
      examples: ['Order Completed'],
      minLength: 1,
      'x-patchbay-lookup': {
        operation: 'listEventNames',
        input: { project: { from: 'project' } },
        items: 'events',
        value: 'name',
      },
    },
    ...days,
    unit: {
      type: 'string',
      title: 'By',
      description: 'How long each count is; a day unless told.',
      enum: [...UNITS],
      default: 'day',
      'x-patchbay-labels': { hour: 'Hour', day: 'Day', week: 'Week', month: 'Month' },
      'x-patchbay-basic': true,
    },
    count: {
      type: 'string',
      title: 'Count',
      description: 'How often it happened, or how many people did it.',
      enum: [...COUNTS],
      default: 'general',
      'x-patchbay-labels': { general: 'Events', unique: 'People' },
    },
    region,
  },
  required: ['project', 'event', 'from', 'until'],
  gives: {
    type: 'object',
    properties: {
      total: { type: 'number', title: 'Total', description: 'All counts together.' },
      days: {
        type: 'array',
        title: 'Counts',
        description: 'One for each span of time.',
        items: {
          type: 'object',
          properties: {
            date: { type: 'string', title: 'Begins' },
            value: { type: 'string', title: 'Event' },
            count: { type: 'number', title: 'Count' },
          },
          required: ['date', 'value', 'count'],
        },
      },
    },
    required: ['total', 'days'],
  },
  sample: { total: 12, days: [{ date: '2026-03-01', value: 'Order Completed', count: 12 }] },
  request: (input) =>
    ask(
      input,
      { host: 'query', path: '/api/query/segmentation' },
      {
        event: filledTextIn(input, { name: 'event', title: 'Event' }),
        ...daysIn(input),
        unit: choiceIn(input, { name: 'unit', title: 'By', choices: UNITS, fallback: 'day' }),
        type: choiceIn(input, { name: 'count', title: 'Count', choices: COUNTS, fallback: 'general' }),
      },
    ),
  output: (answer) => {
    const data = isObject(answer) ? own(answer, 'data') : undefined;
    const values = isObject(data) && isObject(data.values) ? data.values : {};
    const counts = Object.entries(values).flatMap(([value, byDate]) =>
      Object.entries(isObject(byDate) ? byDate : {}).map(([date, count]) => ({ date, value, count: Number(count) })),
    );
    const sorted = counts.toSorted((a, b) => a.date.localeCompare(b.date));
    return { total: sorted.reduce((sum, { count }) => sum + count, 0), days: sorted };
  },
});

/** The figures of a saved report. */
export const getReport = mixpanelOperation({
  title: 'Get report',
  description: 'Reads the figures of an Insights report that is saved at Mixpanel.',
  group: 'Figures',
  keywords: ['insights', 'bookmark', 'chart', 'dashboard'],
  effect: 'read',
  repeat: 'natural',
  fields: {
    ...where,
    report: {
      type: 'integer',
      title: 'Report',
      description: 'The number at the end of its address, after report-.',
      examples: [44_556_677],
    },
    region,
  },
  required: ['project', 'report'],
  gives: {
    type: 'object',
    properties: {
      computed_at: { type: 'string', title: 'Counted at' },
      date_range: {
        type: 'object',
        title: 'Time',
        properties: { from_date: { type: 'string', title: 'From' }, to_date: { type: 'string', title: 'Until' } },
      },
      headers: { type: 'array', title: 'Columns', items: { type: 'string', title: 'Column' } },
      series: { type: 'object', title: 'Figures', additionalProperties: true },
    },
    required: ['series'],
  },
  sample: {
    computed_at: '2026-03-14T09:30:00+00:00',
    date_range: { from_date: '2026-03-01T00:00:00+00:00', to_date: '2026-03-14T00:00:00+00:00' },
    headers: ['$event'],
    series: { 'Order Completed - Total': { '2026-03-13T00:00:00+00:00': 9 } },
  },
  request: (input) => {
    const report = wholeNumberIn(input, { name: 'report', title: 'Report', min: 1, max: 1e15, fallback: 0 });
    return ask(input, { host: 'query', path: '/api/query/insights' }, { bookmark_id: String(report) });
  },
});

/** Events as they were sent, which come as lines of JSON. */
export const exportEvents = mixpanelOperation({
  title: 'Export events',
  description: 'Reads events as they were sent, at most 100,000 at once.',
  group: 'Events',
  keywords: ['raw data', 'download', 'list events'],
  effect: 'read',
  repeat: 'natural',
  answer: 'whole',
  fields: {
    ...where,
    ...days,
    events: {
      type: 'array',
      title: 'Events',
      description: 'Only these; empty: all.',
      items: { type: 'string', title: 'Event', description: 'The name of an event.' },
      examples: [['Order Completed']],
      'x-patchbay-basic': true,
    },
    most: {
      type: 'integer',
      title: 'At most',
      description: 'How many events are read; 1,000 unless told.',
      minimum: 1,
      maximum: 100_000,
      default: 1_000,
      'x-patchbay-basic': true,
    },
    region,
  },
  required: ['project', 'from', 'until'],
  gives: {
    type: 'object',
    properties: {
      events: {
        type: 'array',
        title: 'Events',
        items: {
          type: 'object',
          properties: {
            event: { type: 'string', title: 'Event' },
            properties: { type: 'object', title: 'Properties', additionalProperties: true },
          },
          required: ['event', 'properties'],
        },
      },
      count: { type: 'integer', title: 'Count', description: 'How many there are here.' },
    },
    required: ['events', 'count'],
  },
  sample: {
    events: [
      { event: 'Order Completed', properties: { time: 1_773_480_600, distinct_id: 'customer-812', revenue: 49.9 } },
    ],
    count: 1,
  },
  request: (input) => {
    const events = listIn(input, { name: 'events', title: 'Events' });
    const most = wholeNumberIn(input, { name: 'most', title: 'At most', min: 1, max: 100_000, fallback: 1_000 });
    return ask(
      input,
      { host: 'data', path: '/api/2.0/export' },
      { ...daysIn(input), ...(events.length === 0 ? {} : { event: JSON.stringify(events) }), limit: String(most) },
    );
  },
  output: (answer) => {
    const body = isObject(answer) ? answer.body : undefined;
    const lines = typeof body === 'string' ? body.split('\n').filter((line) => line.trim() !== '') : [];
    const events: unknown[] = typeof body === 'string' ? lines.map((line) => parseJson(line)) : [body ?? []].flat();
    return { events, count: events.length };
  },
});

/** What events there are, for choosing one. */
export const listEventNames = mixpanelOperation({
  title: 'List events',
  description: 'Lists the names of events, most common first.',
  group: 'Figures',
  effect: 'read',
  repeat: 'natural',
  fields: { ...where, region },
  required: ['project'],
  gives: {
    type: 'object',
    properties: {
      events: {
        type: 'array',
        title: 'Events',
        items: { type: 'object', properties: { name: { type: 'string', title: 'Name' } }, required: ['name'] },
      },
    },
    required: ['events'],
  },
  sample: { events: [{ name: 'Order Completed' }] },
  request: (input) => ask(input, { host: 'query', path: '/api/query/events/names' }, { type: 'general', limit: '255' }),
  output: (answer) => ({ events: (Array.isArray(answer) ? answer : []).map((name) => ({ name: String(name) })) }),
});
