import { t } from '../../../texts/t.ts';
import { foldedText } from '../../../ui/foldedText.ts';

/** A value that no step gives: it is there when the flow runs. */
export type Moment = { title: string; source: string };

export const MOMENTS: readonly Moment[] = [
  { title: t('Today'), source: 'today()' },
  { title: t('Now'), source: 'now()' },
];

/** The first of them that a search means. */
export function soughtMoment(query: string): Moment | undefined {
  const wanted = foldedText(query.trim());
  return wanted.length < 2 ? undefined : MOMENTS.find(({ title }) => foldedText(title).includes(wanted));
}
