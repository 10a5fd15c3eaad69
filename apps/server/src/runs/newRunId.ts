import { randomUUIDv7 } from 'node:crypto';

let lastMoment = '';
let count = 0;

/**
 * A UUIDv7 for a run that begins now. Those of one process are in the order they were made, within a millisecond, too: runs
 * that wait for their turn go in the order of their ids.
 */
export function newRunId(): string {
  const id = randomUUIDv7();
  const moment = id.slice(0, 13);
  count = moment > lastMoment ? 0 : count + 1;
  if (moment > lastMoment || count > 0xfff) {
    lastMoment = moment;
    count = 0;
  }
  return `${lastMoment}-7${count.toString(16).padStart(3, '0')}${id.slice(18)}`;
}
