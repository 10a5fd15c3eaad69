import { useCallback, useState } from 'react';
import { t } from '../../texts/t.ts';
import { toast } from '../../ui/toastStore.ts';
import { loadPanels } from '../lazyPanels.ts';
import { useSession } from '../useEditor.ts';
import type { CanvasView } from './toCanvas.ts';

const MOVES_FOR_MS = 420;

/** Tidy up, with the cards gliding to their places. Undo takes it back. */
export function useTidy(getView: () => CanvasView, fit: () => void) {
  const { editor, catalog } = useSession();
  const [isTidying, setTidying] = useState(false);
  const tidy = useCallback(() => {
    setTidying(true);
    loadPanels()
      .then((panels) => {
        panels.tidy(editor, { view: getView(), faceOf: catalog.faceOf });
        // Once they are drawn where they stand now.
        return requestAnimationFrame(() => fit());
      })
      .catch(() => toast({ text: t('The steps could not be laid out. Nothing was moved.'), tone: 'danger' }))
      .finally(() => setTimeout(() => setTidying(false), MOVES_FOR_MS));
  }, [editor, catalog, getView, fit]);
  return { tidy, isTidying };
}
