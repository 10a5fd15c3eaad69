import type { FlowDocument, StepId } from '@patchbay/flow';
import { ReactFlowProvider } from '@xyflow/react';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { t } from '../../texts/t.ts';
import { nothingSelected, selectSteps } from '../commands/command.ts';
import type { EditorCatalog } from '../document/createCatalog.ts';
import { CanvasTools } from './CanvasTools.tsx';
import { type CanvasEvents, FlowCanvas } from './FlowCanvas.tsx';
import type { RunOverlay } from './overlay.ts';
import { createProjection } from './projection.ts';
import type { CanvasInput } from './toCanvas.ts';
import { useInSight } from './useInSight.ts';
import { useLocalFolds } from './useLocalFolds.ts';
import { useViewport } from './useViewport.ts';
import { secondLine } from './words.ts';

export type RunCanvasProps = {
  document: FlowDocument;
  /** Should know the document's operations already: cards drawn before would change their size a moment later. */
  catalog: EditorCatalog;
  overlay?: RunOverlay | undefined;
  selected: StepId | undefined;
  onSelect(step: StepId | undefined): void;
};

const NO_PROBLEMS: ReadonlyMap<StepId, string> = new Map();
const nothing = () => undefined;
const noActions = { add: nothing, writeNote: nothing, resizeNote: nothing };
const nobody: readonly StepId[] = [];

/** A document to look at, with a run drawn over it. Steps can be picked; nothing can be changed. */
export function RunCanvas(props: RunCanvasProps) {
  return (
    <ReactFlowProvider>
      <Picture {...props} />
    </ReactFlowProvider>
  );
}

function Picture({ document, catalog, overlay, selected, onSelect }: RunCanvasProps) {
  const faceOf = useSyncExternalStore(catalog.subscribe, catalog.getFaceOf);
  const [{ project }] = useState(createProjection);
  const selection = useMemo(() => (selected === undefined ? nothingSelected : selectSteps(selected)), [selected]);
  const shown = useMemo(() => (selected === undefined ? nobody : [selected]), [selected]);
  const { seen, fold } = useLocalFolds({ flow: document, faceOf, shown, isOn: true });
  const actions = useMemo(() => ({ ...noActions, fold }), [fold]);
  const input = useMemo(
    (): CanvasInput => ({
      flow: seen,
      faceOf,
      lineOf: (step, face) => secondLine(step, face, { nameOf: (id) => seen.steps[id as StepId]?.name }),
      problems: NO_PROBLEMS,
      overlay,
    }),
    [seen, faceOf, overlay],
  );
  const view = useMemo(() => project(input, selection), [project, input, selection]);
  const events = useMemo((): CanvasEvents => {
    const select: CanvasEvents['select'] = (change) => {
      const next = change(selection);
      if (next !== selection) onSelect([...next.steps].find((step) => step !== selected));
    };
    return { select, move: nothing, connect: nothing, canConnect: () => false, dropWire: nothing };
  }, [selection, selected, onSelect]);
  const { fit, reveal, put } = useViewport();
  useInSight(view, { fit, reveal, put });
  return (
    <main className="canvas" aria-label={t('Canvas')}>
      <FlowCanvas view={view} events={events} actions={actions} isReadOnly />
      <CanvasTools onFit={() => fit()} />
    </main>
  );
}
