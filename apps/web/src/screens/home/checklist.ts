import { t } from '../../texts/t.ts';
import type { Home } from './useHome.ts';

type Step = Home['done'][number];

/** What leads to a first flow of one's own, in order, in a person's words. */
const steps: readonly { step: Step; words: string; note?: string }[] = [
  { step: 'sawRun', words: t('See a flow run') },
  { step: 'pickedApi', words: t('Pick an API or paste its link') },
  { step: 'wired', words: t('Wire two steps'), note: t('fields fill themselves') },
  { step: 'tried', words: t('Try it'), note: t('nothing is sent') },
  { step: 'published', words: t('Connect the account and publish') },
];

export type ChecklistLine = (typeof steps)[number] & { isDone: boolean; isNext: boolean };

/** The list with its ticks; the first that is not done is the next. */
export function checklist(done: readonly Step[]): ChecklistLine[] {
  const next = steps.find(({ step }) => !done.includes(step))?.step;
  return steps.map((line) => ({ ...line, isDone: done.includes(line.step), isNext: line.step === next }));
}
