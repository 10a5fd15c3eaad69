import type { FieldDifference, StepDifference } from '@patchbay/execution';
import { t } from '../../texts/t.ts';
import type { FieldNames } from '../dataView/fieldNames.ts';
import { leafText, pathWords } from '../dataView/treeRows.ts';

const PARTS: Record<StepDifference['part'], string> = {
  output: '',
  input: t('Sent'),
  status: t('How it ended'),
  outlet: t('Which way it went'),
  tries: t('Tries'),
  items: t('Items'),
};

const ENDS: Readonly<Record<string, string>> = {
  succeeded: t('it worked'),
  failed: t('it failed'),
  skipped: t('it was skipped'),
  unknown: t('nobody knows'),
  waiting: t('it waits'),
  running: t('it runs'),
  retrying: t('it is tried again'),
};

/** What differs, as a way to it: "Sent › To", "Customer › E-mail", "Rows › Count". */
export function differencePlace(
  { part }: StepDifference,
  { field, change }: FieldDifference,
  names: FieldNames,
): string {
  return [PARTS[part], pathWords(field, names), change === 'count' ? t('Count') : '']
    .filter((words) => words !== '')
    .join(' › ');
}

/** One side of a difference as a text. */
export function sideText({ part }: StepDifference, value: unknown): string {
  if (part === 'status' && typeof value === 'string') return ENDS[value] ?? value;
  return leafText(value);
}

const TOLD: Readonly<Partial<Record<FieldDifference['change'], string>>> = {
  missing: t('It is not there this time.'),
  new: t('It was not there then.'),
  empty: t('It has nothing in it this time.'),
  kind: 'It is of another kind this time.',
};

/** What the two values alone do not say. */
export function changeSentence({ change }: FieldDifference): string | undefined {
  return TOLD[change];
}
