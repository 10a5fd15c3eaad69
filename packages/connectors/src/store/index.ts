import { defineConnector } from '@patchbay/connector';
import { getValue } from './operations/getValue.ts';
import { increase } from './operations/increase.ts';
import { listValues } from './operations/listValues.ts';
import { removeValue } from './operations/removeValue.ts';
import { setValue } from './operations/setValue.ts';

/** Single values that outlive a run. Its names are part of every saved flow. */
export const storeConnector = defineConnector({
  id: 'store',
  version: '1',
  name: 'Saved values',
  description: 'Keep values and counters from one run to the next.',
  category: 'data',
  auth: [],
  operations: { setValue, getValue, increase, removeValue, listValues },
});
