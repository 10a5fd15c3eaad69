import type { FlowDocument, StepId } from '@patchbay/flow';
import { useCallback, useMemo, useState } from 'react';
import { nothingSelected } from '../commands/command.ts';
import { foldFrames, foldedAround } from '../commands/foldFrames.ts';
import { type Heights, roomy } from '../commands/roomy.ts';
import type { EditorCatalog } from '../document/createCatalog.ts';
import { boxesOf } from './geometry.ts';

type Looked = {
  flow: FlowDocument;
  faceOf: EditorCatalog['faceOf'];
  /** Steps that must be seen whatever is folded. */
  shown: readonly StepId[];
  isOn: boolean;
};

/** Folding for those who only look: it changes what they see, and nothing of the flow. */
export function useLocalFolds({ flow, faceOf, shown, isOn }: Looked) {
  const [folds, setFolds] = useState<ReadonlyMap<StepId, boolean>>(new Map());
  const fold = useCallback(
    ({ frame, folded }: { frame: StepId; folded: boolean }) => setFolds((before) => new Map(before).set(frame, folded)),
    [],
  );
  const key = shown.join(' ');
  const seen = useMemo(() => {
    if (!isOn) return flow;
    const wanted = new Map(folds);
    for (const step of key.split(' ')) for (const frame of foldedAround(flow, step as StepId)) wanted.set(frame, false);
    return [...wanted].reduce((before, [frame, folded]) => {
      const sizes: Heights = (document) => boxesOf(document, faceOf);
      const command = roomy(foldFrames({ frames: [frame], folded }, sizes), sizes);
      return command.run({ flow: before, selection: nothingSelected }, NO_IDS).flow;
    }, flow);
  }, [flow, faceOf, folds, key, isOn]);
  return { seen, fold };
}

const none = () => {
  throw new Error('Folding makes nothing new.');
};
const NO_IDS = { step: none, edge: none, note: none };
