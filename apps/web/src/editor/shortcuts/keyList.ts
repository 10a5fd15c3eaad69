/** One key, or keys pressed together, and what they do. */
type Shortcut = { keys: string; does: string };

/** Every key the editor knows, in the groups of the sheet. */
export const keyList: readonly { title: string; keys: readonly Shortcut[] }[] = [
  {
    title: 'Anywhere in the editor',
    keys: [
      { keys: 'Ctrl K', does: 'Find a step, a field or something to do' },
      { keys: '?', does: 'Show these keys' },
      { keys: 'Ctrl Z', does: 'Undo' },
      { keys: 'Ctrl Shift Z', does: 'Do again' },
      { keys: 'Ctrl C', does: 'Copy what is selected, also for another flow' },
      { keys: 'Ctrl X', does: 'Cut what is selected' },
      { keys: 'Ctrl V', does: 'Paste steps, or a whole flow that was exported' },
    ],
  },
  {
    title: 'On the canvas',
    keys: [
      { keys: 'A', does: 'Add a step after this one' },
      { keys: 'C', does: 'Connect this step to another, from a list' },
      { keys: 'F', does: 'Fold a frame into one card, or unfold it' },
      { keys: 'Alt ↓', does: 'Go to the next step' },
      { keys: 'Alt ↑', does: 'Go to the step before' },
      { keys: 'Arrows', does: 'Move what is selected' },
      { keys: 'Delete', does: 'Delete what is selected, and join what is left' },
      { keys: 'Ctrl D', does: 'Duplicate what is selected' },
      { keys: 'Ctrl A', does: 'Select everything' },
      { keys: 'Shift drag', does: 'Select what is in a box' },
      { keys: 'Esc', does: 'Select nothing, close what is open' },
    ],
  },
  {
    title: 'In a field',
    keys: [
      { keys: '/', does: 'Put in data of another step' },
      { keys: 'Backspace', does: 'Delete the pill before the cursor' },
    ],
  },
];
