import { t } from '../../../texts/t.ts';
import type { Operand, Operator } from './condition.ts';

/** What a question compares, which decides what "more" is called: a moment is later, a duration longer. */
export type Compared = 'plain' | 'moment' | 'time' | 'duration';

/** How long something takes is a plain number in most APIs; its name tells. */
export function nameLookOf(side: Operand): Compared | undefined {
  const field = side?.kind === 'reference' ? side.path.findLast((segment) => typeof segment === 'string') : undefined;
  return field !== undefined && /duration|elapsed/i.test(field) ? 'duration' : undefined;
}

/** What a value looks like, where it is a text. */
export function lookOf(value: unknown): Compared | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}|$)/.test(value)) return 'moment';
  return /^\d{2}:\d{2}(:\d{2})?$/.test(value) ? 'time' : undefined;
}

const WORDS: Readonly<Partial<Record<Compared, Partial<Record<Operator, string>>>>> = {
  time: {
    more: t('is later than'),
    'at-least': t('is not earlier than'),
    less: t('is earlier than'),
    'at-most': t('is not later than'),
  },
  duration: {
    more: t('is longer than'),
    'at-least': t('is at least as long as'),
    less: t('is shorter than'),
    'at-most': t('is at most as long as'),
  },
};

/** What a comparison is called of such values, where it has a name of its own. */
export function comparisonWords(operator: Operator, compared: Compared): string | undefined {
  return WORDS[compared]?.[operator];
}
