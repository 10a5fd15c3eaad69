import type { StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';
import { toast } from '../../ui/toastStore.ts';
import type { Clip } from '../commands/clip.ts';
import { pastePlace, pasteSteps } from '../commands/pasteSteps.ts';
import { curlInputs } from '../inspector/curl/curlInputs.ts';
import { keepPastedRequest, type PastedRequest } from '../inspector/curl/pastedRequest.ts';
import type { PickedOperation } from '../palette/operationHit.ts';
import { announce } from '../statusLine.ts';
import type { EditorSession } from '../useEditor.ts';
import { readPasted } from './readPasted.ts';

type Canvas = Pick<EditorSession, 'editor' | 'catalog'> & { onPut(operation: PickedOperation): void };

const HTTP = { connector: 'core', version: '1', operation: 'http' };

/** Takes over what is pasted beside all fields: steps, a flow, or a request, which becomes a step. Anything else is refused in words. */
export function pasteOnCanvas(clipboard: { text: string; hasFiles: boolean }, canvas: Canvas): void {
  const pasted = readPasted(clipboard.text);
  if (pasted.kind === 'steps') pasteClip(pasted.clip, canvas);
  if (pasted.kind === 'request') void pasteRequest(pasted, canvas);
  if (pasted.kind === 'refused') toast({ text: pasted.sentence });
  if (pasted.kind === 'nothing' && clipboard.hasFiles)
    toast({ text: t('Pictures and files cannot be pasted here. A step that sends one has a field for it.') });
}

function pasteClip(clip: Clip, { editor, catalog }: Canvas): void {
  const state = editor.getState();
  const isFrame = (id: StepId) => {
    const step = state.flow.steps[id];
    return step !== undefined && catalog.face(step.uses).kind === 'forEach';
  };
  if (editor.execute(pasteSteps(pastePlace(state, clip, isFrame)))) announce(t('Pasted.'));
  else toast({ text: t('There was nothing to paste.') });
}

/** Its secrets wait for the panel of the new step, which asks where they go: they are no part of the flow. */
async function pasteRequest(pasted: PastedRequest, { catalog, onPut }: Canvas): Promise<void> {
  await catalog.need([HTTP]).catch(() => undefined);
  const { title, kind } = catalog.face(HTTP);
  const filled = Object.entries(curlInputs(pasted.request)).flatMap(([name, mapping]) =>
    mapping === undefined ? [] : [[name, mapping] as const],
  );
  const inputs = Object.fromEntries(filled);
  keepPastedRequest(pasted, inputs);
  onPut({ ...HTTP, title, kind, inputs });
}
