import type { StepFace } from '../document/createCatalog.ts';

type Frame = StepFace['frame'];

const EMPTY: Readonly<Record<NonNullable<Frame>, string>> = {
  items: 'Drag steps in here: they run for each item',
  until: 'Drag steps in here: they run until the condition is met',
  once: 'Drag steps in here: they run together, with one error way for all',
};

/** What an empty frame says. */
export function emptyFrameWords(frame: Frame): string {
  return EMPTY[frame ?? 'items'];
}
