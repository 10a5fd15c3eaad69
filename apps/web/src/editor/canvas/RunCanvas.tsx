import type { FlowDocument, StepId } from '@patchbay/flow';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { catalogSource } from '../catalogSource.ts';
import { nothingSelected, selectSteps } from '../commands/command.ts';
import { createCatalog, type EditorCatalog } from '../document/createCatalog.ts';
import { needOperations } from '../session.ts';
import { CanvasTools } from './CanvasTools.tsx';
import { type CanvasEvents, FlowCanvas } from './FlowCanvas.tsx';
import type { RunOverlay } from './overlay.ts';
import { createProjection } from './projection.ts';
import type { CanvasInput } from './toCanvas.ts';
import { useFirstFit, useRevealSelected } from './useInSight.ts';
import { useViewport } from './useViewport.ts';
import { secondLine } from './words.ts';

export type RunCanvasProps = {
  workspaceId: string;
  document: FlowDocument;
  /** Names of connected accounts, by id. */
  accounts?: ReadonlyMap<string, string>;
  overlay?: RunOverlay | undefined;
  selected?: StepId | undefined;
  onSelect(step: StepId | undefined): void;
};

const NO_PROBLEMS: ReadonlyMap<StepId, string> = new Map();
const NO_ACCOUNTS: ReadonlyMap<string, string> = new Map();
const nothing = () => undefined;
const noActions = { add: nothing, writeNote: nothing, resizeNote: nothing };

/** A document to look at, with a run drawn over it. Steps can be picked; nothing can be changed. */
export function RunCanvas(props: RunCanvasProps) {
  const { workspaceId, document } = props;
  const [catalog] = useState(() => createCatalog(catalogSource(workspaceId)));
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    void needOperations(catalog, document).then(() => setReady(true));
  }, [catalog, document]);
  return (
    <main className="canvas" aria-label="Canvas" aria-busy={!isReady}>
      {isReady && (
        <ReactFlowProvider>
          <Picture {...props} catalog={catalog} />
        </ReactFlowProvider>
      )}
    </main>
  );
}

function Picture({
  document,
  accounts = NO_ACCOUNTS,
  overlay,
  selected,
  onSelect,
  catalog,
}: RunCanvasProps & { catalog: EditorCatalog }) {
  const faceOf = useSyncExternalStore(catalog.subscribe, catalog.getFaceOf);
  const [{ project }] = useState(createProjection);
  const selection = useMemo(() => (selected === undefined ? nothingSelected : selectSteps(selected)), [selected]);
  const input = useMemo(
    (): CanvasInput => ({
      flow: document,
      faceOf,
      lineOf: (step, stepFace) => secondLine(step, stepFace, accounts.get(step.connection ?? '')),
      problems: NO_PROBLEMS,
      overlay,
    }),
    [document, faceOf, accounts, overlay],
  );
  const view = useMemo(() => project(input, selection), [project, input, selection]);
  const events = useMemo((): CanvasEvents => {
    const select: CanvasEvents['select'] = (change) => {
      const next = change(selection);
      if (next !== selection) onSelect([...next.steps].find((step) => step !== selected));
    };
    return { select, move: nothing, connect: nothing, canConnect: () => false, dropWire: nothing };
  }, [selection, selected, onSelect]);
  const { fit, reveal } = useViewport();
  useFirstFit(view, fit);
  useRevealSelected(view, reveal);
  return (
    <>
      <FlowCanvas view={view} events={events} actions={noActions} isReadOnly />
      <CanvasTools onFit={() => fit()} />
    </>
  );
}
