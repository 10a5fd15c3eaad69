import { t } from '../../texts/t.ts';
import type { StepFace } from '../document/createCatalog.ts';

type Frame = StepFace['frame'];

const EMPTY: Readonly<Record<NonNullable<Frame>, string>> = {
  items: t('Drag steps in here: they run for each item'),
  until: t('Drag steps in here: they run until the condition is met'),
  once: t('Drag steps in here: they run together, with one error way for all'),
};

/** What an empty frame says. */
export function emptyFrameWords(frame: Frame): string {
  return EMPTY[frame ?? 'items'];
}
