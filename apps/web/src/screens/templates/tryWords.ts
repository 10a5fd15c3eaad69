import { t, tn } from '../../texts/t.ts';
import type { Tried } from './useTryTemplate.ts';

type Told = Pick<Tried, 'status'> & {
  steps: readonly Pick<Tried['steps'][number], 'id' | 'status'>[];
};

/** How a try of a template went, in a sentence or two. */
export function tryWords({ status, steps }: Told, names: ReadonlyMap<string, string>): string {
  const failed = steps.find((step) => step.status === 'failed');
  if (status !== 'succeeded') {
    const name = names.get(failed?.id ?? '');
    const where = name === undefined ? t('It did not come to its end.') : t('It stopped at “{name}”.', { name });
    return `${where} ${t('Change what comes in, and try again. Nothing was sent.')}`;
  }
  const done = steps.filter((step) => step.status === 'succeeded').length;
  const left = steps.length - done;
  const well = tn(done, 'It ran to its end. 1 step did its part.', 'It ran to its end. {count} steps did their part.');
  const rest = tn(left, '1 was not needed this time.', '{count} were not needed this time.');
  const nothing = t('Nothing was sent.');
  return left === 0 ? `${well} ${nothing}` : `${well} ${rest} ${nothing}`;
}
