import { defineConnector } from '@patchbay/connector';
import { dateDifference } from './operations/dateDifference.ts';
import { dateParts } from './operations/dateParts.ts';
import { edgeOfPeriod } from './operations/edgeOfPeriod.ts';
import { formatDate } from './operations/formatDate.ts';
import { readDate } from './operations/readDate.ts';
import { shiftDate } from './operations/shiftDate.ts';

/** Work on dates. Its names are part of every saved flow. */
export const datesConnector = defineConnector({
  id: 'dates',
  version: '1',
  name: 'Dates',
  description: 'Read and write dates, add to them, compare them and take them apart.',
  category: 'calendar',
  auth: [],
  operations: { readDate, formatDate, shiftDate, dateDifference, edgeOfPeriod, dateParts },
});
