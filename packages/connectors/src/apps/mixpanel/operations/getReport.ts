import { wholeNumberIn } from '../../../values/input.ts';
import { ask, region, where } from './ask.ts';
import { mixpanelOperation } from './mixpanelOperation.ts';

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
