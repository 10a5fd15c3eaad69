import { t } from '../../texts/t.ts';
import type { Example } from './useHome.ts';

/** The step of the example that is looked at first. */
export const CHANGED_STEP = 'contact';

export type ThingToTry = {
  title: string;
  says: string;
  /** The step that the builder opens, and what it shows there: see `editor/showMe`. */
  step: string;
  show: string;
};

const things: readonly ThingToTry[] = [
  {
    title: t('Change what it writes'),
    says: t('Click “Create contact”, then plug a value into another field.'),
    step: CHANGED_STEP,
    show: 'field:properties/lastname',
  },
  {
    title: t('Put a step in between'),
    says: t('Press the + on a cable. Search “Slack”.'),
    step: CHANGED_STEP,
    show: 'add:Slack',
  },
  {
    title: t('Break it on purpose'),
    says: t('Unplug the address of the e-mail, and read what it says.'),
    step: 'welcome',
    show: 'unplug:to',
  },
];

/** What may be tried on the example as it stands: a step that was deleted can show nothing. */
export function thingsToTry({ picture }: Pick<Example, 'picture'>): (ThingToTry & { isThere: boolean })[] {
  return things.map((thing) => ({ ...thing, isThere: picture.steps.some(({ id }) => id === thing.step) }));
}
