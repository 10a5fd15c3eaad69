import { t } from '../../texts/t.ts';

/** One key, or keys pressed together, and what they do. */
type Shortcut = { keys: string; does: string };

/** Every key the editor knows, in the groups of the sheet. */
export const keyList: readonly { title: string; keys: readonly Shortcut[] }[] = [
  {
    title: t('Anywhere in the editor'),
    keys: [
      { keys: 'Ctrl K', does: t('Find a step, a field or something to do') },
      { keys: '?', does: t('Show these keys') },
      { keys: 'Ctrl Z', does: t('Undo') },
      { keys: 'Ctrl Shift Z', does: t('Do again') },
      { keys: 'Ctrl C', does: t('Copy what is selected, also for another flow') },
      { keys: 'Ctrl X', does: t('Cut what is selected') },
      { keys: 'Ctrl V', does: t('Paste steps, or a whole flow that was exported') },
    ],
  },
  {
    title: t('On the canvas'),
    keys: [
      { keys: 'A', does: t('Add a step after this one') },
      { keys: 'E', does: t('Add a step for if this one fails') },
      { keys: 'C', does: t('Connect this step to another, from a list') },
      { keys: 'F', does: t('Fold a frame into one card, or unfold it') },
      { keys: 'Alt ↓', does: t('Go to the next step') },
      { keys: 'Alt ↑', does: t('Go to the step before') },
      { keys: t('Arrows'), does: t('Move what is selected') },
      { keys: 'Delete', does: t('Delete what is selected, and join what is left') },
      { keys: 'Ctrl D', does: t('Duplicate what is selected') },
      { keys: 'Ctrl A', does: t('Select everything') },
      { keys: t('Shift drag'), does: t('Select what is in a box') },
      { keys: 'Esc', does: t('Select nothing, close what is open') },
    ],
  },
  {
    title: t('In the outline'),
    keys: [
      { keys: '→', does: t('Unfold a frame, or go into it') },
      { keys: '←', does: t('Fold a frame, or go out of it') },
      { keys: t('Letters'), does: t('Go to the step whose name begins so (A, C, E and F with Shift)') },
    ],
  },
  {
    title: t('In a field'),
    keys: [
      { keys: '/', does: t('Put in data of another step') },
      { keys: 'Backspace', does: t('Delete the pill before the cursor') },
    ],
  },
];
