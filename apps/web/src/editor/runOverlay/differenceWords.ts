import type { FieldDifference, StepDifference } from '@patchbay/execution';
import { leafText, pathWords } from '../dataView/treeRows.ts';

const PARTS: Record<StepDifference['part'], string> = {
  output: '',
  input: 'Sent',
  status: 'How it ended',
  outlet: 'Which way it went',
  tries: 'Tries',
  items: 'Items',
};

const ENDS: Readonly<Record<string, string>> = {
  succeeded: 'it worked',
  failed: 'it failed',
  skipped: 'it was skipped',
  unknown: 'nobody knows',
  waiting: 'it waits',
  running: 'it runs',
  retrying: 'it is tried again',
};

/** What differs, as a way to it: "Sent › To", "Customer › E-mail", "Rows › Count". */
export function differencePlace({ part }: StepDifference, { field, change }: FieldDifference): string {
  return [PARTS[part], pathWords(field), change === 'count' ? 'Count' : ''].filter((words) => words !== '').join(' › ');
}

/** One side of a difference as a text. */
export function sideText({ part }: StepDifference, value: unknown): string {
  if (part === 'status' && typeof value === 'string') return ENDS[value] ?? value;
  return leafText(value);
}

const TOLD: Readonly<Partial<Record<FieldDifference['change'], string>>> = {
  missing: 'It is not there this time.',
  new: 'It was not there then.',
  empty: 'It has nothing in it this time.',
  kind: 'It is of another kind this time.',
};

/** What the two values alone do not say. */
export function changeSentence({ change }: FieldDifference): string | undefined {
  return TOLD[change];
}
