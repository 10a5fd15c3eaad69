import { useCallback, useState } from 'react';
import { t } from '../../texts/t.ts';
import { toast } from '../../ui/toastStore.ts';
import { useSession } from '../useEditor.ts';
import { tidy as tidyUp } from './tidy.ts';
import type { CanvasView } from './toCanvas.ts';

const MOVES_FOR_MS = 420;

/** Tidy up, with the cards gliding to their places. Undo takes it back. */
export function useTidy(getView: () => CanvasView, fit: () => void) {
  const { editor } = useSession();
  const [isTidying, setTidying] = useState(false);
  const tidy = useCallback(() => {
    setTidying(true);
    tidyUp(editor, getView())
      .then(() => fit())
      .catch(() => toast({ text: t('The steps could not be laid out. Nothing was moved.'), tone: 'danger' }))
      .finally(() => setTimeout(() => setTidying(false), MOVES_FOR_MS));
  }, [editor, getView, fit]);
  return { tidy, isTidying };
}
