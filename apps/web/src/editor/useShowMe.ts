import { StepId } from '@patchbay/flow';
import { useSearch } from '@tanstack/react-router';
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { t } from '../texts/t.ts';
import { toast } from '../ui/toastStore.ts';
import type { CanvasHandle } from './canvas/EditorCanvas.tsx';
import { setInput } from './commands/setInput.ts';
import { useSession } from './useEditor.ts';
import { whenIdle } from './whenIdle.ts';

/**
 * What an address may ask to be shown in the step of `?step=`: `field:to` leads to a field, `add:Slack` opens quick-add on
 * the wire after it, `unplug:to` empties a field, so that one sees what is said of it. Paths are parted by slashes.
 */
export function useShowMe(
  canvas: RefObject<CanvasHandle | null>,
  focusField: (field: readonly string[]) => void,
): void {
  const { editor } = useSession();
  // As it was at first: whatever is picked afterwards rewrites the address, and draws nothing anew here.
  const [asked] = useState(
    useSearch({
      from: '/signedIn/flows/$flowId',
      select: (search) => (search.show === undefined ? undefined : { show: search.show, step: search.step }),
    }),
  );
  const showIt = useEffectEvent(() => {
    const [what, text = ''] = asked?.show.split(':') ?? [];
    const id = StepId.safeParse(asked?.step);
    if (!id.success || editor.getState().flow.steps[id.data] === undefined) return;
    const path = text.split('/');
    if (what === 'add') canvas.current?.addAfter(id.data, text);
    if (what === 'unplug' && editor.execute(setInput({ step: id.data, path }))) {
      toast({ text: t('The field was unplugged.'), action: { label: t('Undo'), onSelect: () => void editor.undo() } });
    }
    if (what === 'field' || what === 'unplug') focusField(path);
  });
  // When the canvas has come to rest.
  useEffect(() => whenIdle(() => showIt()), []);
}
