import type { Json } from '@patchbay/expression';
import type { OperationRef, Step } from '@patchbay/flow';
import { t } from '../../texts/t.ts';

/** What most forms ask first: a form that asks nothing is wrong from the start. */
const QUESTIONS = [
  { name: 'name', label: t('Name'), kind: 'text', required: true },
  { name: 'email', label: t('E-mail'), kind: 'email', required: true },
];

/** What a step is filled with when a person draws it, where that is better known here than by its operation. */
export function firstInputs({ connector, operation }: OperationRef, { zone }: { zone: string }): Step['inputs'] {
  if (connector === 'core' && operation === 'form') return { fields: literal(QUESTIONS) };
  // Without a word about it, the clocks of UTC count.
  const readsClocks = connector === 'dates' || (connector === 'core' && operation === 'schedule');
  return readsClocks && zone !== 'UTC' ? { zone: literal(zone) } : {};
}

function literal(value: Json) {
  return { kind: 'literal', value } as const;
}
