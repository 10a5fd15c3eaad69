import { type RefObject, useEffect, useEffectEvent } from 'react';
import { t, tn } from '../texts/t.ts';
import { toast } from '../ui/toastStore.ts';
import type { CanvasHandle } from './canvas/EditorCanvas.tsx';
import { isTyping } from './canvas/canvasKeys.ts';
import { clipOf } from './commands/clip.ts';
import { removeSelection } from './commands/removeSelection.ts';
import { loadedPanels, loadPanels } from './lazyPanels.ts';
import { announce } from './statusLine.ts';
import { useSession } from './useEditor.ts';

type Openers = {
  onFind(): void;
  onShortcuts(): void;
  /** Puts down what is pasted as a step. */
  canvas: RefObject<Pick<CanvasHandle, 'put'> | null>;
};

/** Keys that work wherever the focus is, except in a field: undo, redo, find, the list of keys, copy, cut and paste. */
export function useEditorKeys({ onFind, onShortcuts, canvas }: Openers) {
  const { editor, catalog, role } = useSession();
  const mayEdit = role !== 'viewer';

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === '?' && !isTyping(event.target) && !isAtPill(event.target)) return onShortcuts();
    if (!(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key === 'k') onFind();
    else if (isTyping(event.target) || !mayEdit) return;
    else if (key === 'z')
      say(event.shiftKey ? t('Done again') : t('Undone'), event.shiftKey ? editor.redo() : editor.undo());
    else if (key === 'y') say(t('Done again'), editor.redo());
    else return;
    event.preventDefault();
  });
  const onCopy = useEffectEvent((event: ClipboardEvent) => {
    const state = editor.getState();
    const clip = clipOf(state);
    if (isTyping(event.target) || hasSelectedText() || clip.steps.length + clip.notes.length === 0) return;
    event.clipboardData?.setData('text/plain', JSON.stringify(clip, undefined, 2));
    event.preventDefault();
    if (event.type === 'cut' && mayEdit) editor.execute(removeSelection(state));
    announce(tn(clip.steps.length, '{count} step copied.', '{count} steps copied.'));
  });
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    if (event.clipboardData === null) return;
    const pasted = { text: event.clipboardData.getData('text/plain'), hasFiles: event.clipboardData.files.length > 0 };
    if (isTyping(event.target)) return loadedPanels()?.sayLeftOut(event.target, pasted);
    if (!mayEdit) return;
    event.preventDefault();
    loadPanels().then(
      (panels) =>
        panels.pasteOnCanvas(pasted, { editor, catalog, onPut: (operation) => canvas.current?.put(operation) }),
      () => toast({ text: t('Nothing was pasted: a part of the editor could not be loaded. Try again in a moment.') }),
    );
  });

  useEffect(() => {
    const key = (event: KeyboardEvent) => onKey(event);
    const copy = (event: ClipboardEvent) => onCopy(event);
    const paste = (event: ClipboardEvent) => onPaste(event);
    document.addEventListener('keydown', key);
    document.addEventListener('copy', copy);
    document.addEventListener('cut', copy);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('keydown', key);
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', copy);
      document.removeEventListener('paste', paste);
    };
  }, []);
}

function say(verb: string, done: { label: string; partly: boolean } | undefined) {
  if (done === undefined) announce(t('Nothing more to undo.'));
  else
    announce(
      `${verb}: ${done.label}.${done.partly ? t(' A part somebody else has changed since stays as it is.') : ''}`,
    );
}

/** Whoever is busy with a pill means its text by a letter, even while a button of its panel has the focus. */
function isAtPill(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.pill-panel') !== null;
}

function hasSelectedText(): boolean {
  return (getSelection()?.toString() ?? '') !== '';
}
