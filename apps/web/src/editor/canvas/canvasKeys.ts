import type { StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { selectSteps } from '../commands/command.ts';
import { cardOf } from '../commands/foldFrames.ts';
import { nextStep } from '../commands/walk.ts';
import type { Editor } from '../document/createEditor.ts';

/** What the keys of the canvas do, as the canvas can do it. */
export type KeyDeeds = {
  remove(): void;
  addAfter(step: StepId | undefined): void;
  /** Asks for what is to be done if the step fails. */
  addOnFailure(step: StepId): void;
  connectFrom(step: StepId): void;
  /** Folds the frame, or the one around the step; or unfolds it. */
  fold(step: StepId | undefined): void;
  focus(step: StepId): void;
  duplicate(): void;
  announce(sentence: string): void;
};

export type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/**
 * The keys of the canvas. `at` is the step that has the keyboard. True when the key was one of ours; the caller then
 * keeps it from everybody else. A deletes nothing, a wire by C, E adds for if it fails, F folds, Alt with the arrows walks, Delete bridges, Escape lets go.
 */
export function canvasKeys(editor: Editor, deeds: KeyDeeds): (key: Key, at: StepId | undefined) => boolean {
  function walk(way: 'down' | 'up', at: StepId | undefined) {
    const { flow } = editor.getState();
    const from = at === undefined ? undefined : cardOf(flow, at);
    let to = nextStep(flow, from, way);
    // What is folded is passed by.
    for (let left = Object.keys(flow.steps).length; to !== undefined && cardOf(flow, to) !== to && left > 0; left -= 1)
      to = nextStep(flow, to, way);
    if (to === undefined)
      return deeds.announce(way === 'down' ? t('This is the last step.') : t('This is the first step.'));
    editor.select(selectSteps(to));
    deeds.focus(to);
  }

  function selectAll() {
    const { steps, notes } = editor.getState().flow;
    const ids = Object.values(steps).map(({ id }) => id);
    editor.select({ ...selectSteps(...ids), notes: new Set(Object.values(notes).map(({ id }) => id)) });
    deeds.announce(t('{count} steps selected.', { count: ids.length }));
  }

  /** The keyboard stays on the step it was on. */
  function letGo(at: StepId | undefined) {
    editor.select(selectSteps());
    if (at !== undefined) deeds.focus(at);
  }

  const plain: Record<string, (at: StepId | undefined) => void> = {
    delete: deeds.remove,
    backspace: deeds.remove,
    a: deeds.addAfter,
    c: (at) => at !== undefined && deeds.connectFrom(at),
    e: (at) => at !== undefined && deeds.addOnFailure(at),
    f: deeds.fold,
    escape: letGo,
  };
  const withControl: Record<string, () => void> = { d: deeds.duplicate, a: selectAll };
  const withAlt: Record<string, (at: StepId | undefined) => void> = {
    arrowdown: (at) => walk('down', at),
    arrowup: (at) => walk('up', at),
  };

  return ({ key, ctrlKey, metaKey, altKey }, at) => {
    const keys = ctrlKey || metaKey ? withControl : altKey ? withAlt : plain;
    const deed = Object.hasOwn(keys, key.toLowerCase()) ? keys[key.toLowerCase()] : undefined;
    deed?.(at);
    return deed !== undefined;
  };
}

/** Whether a key belongs to a field, or to a menu over the canvas: it never reaches the canvas then. */
export function isTyping(target: EventTarget | null): boolean {
  const field =
    'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="alertdialog"], [role="menu"], [role="tree"][data-typing]';
  return target instanceof HTMLElement && target.closest(field) !== null;
}

/** Whether the keyboard has gone to a field since `before` had it: what is typed there must not become keys of the canvas. */
export function isTypingSince(before: Element | null): boolean {
  const now = document.activeElement;
  return now !== before && isTyping(now);
}

/** The step a key was pressed on, on the canvas or in the outline. */
export function stepAt(target: EventTarget | null): StepId | undefined {
  const node =
    target instanceof Element ? target.closest('.react-flow__node-step, .react-flow__node-loop, .outline-row') : null;
  // React Flow writes the ids we gave it.
  return (node?.getAttribute('data-id') ?? undefined) as StepId | undefined;
}
