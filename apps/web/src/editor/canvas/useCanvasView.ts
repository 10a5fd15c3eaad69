import type { Diagnostic, FlowDocument, StepId } from '@patchbay/flow';
import { useMemo, useState, useSyncExternalStore } from 'react';
import type { EditorCatalog } from '../document/createCatalog.ts';
import { useDiagnostics, useEditor, useSession } from '../useEditor.ts';
import type { RunOverlay } from './overlay.ts';
import { createProjection } from './projection.ts';
import type { CanvasInput } from './toCanvas.ts';
import { byStep, problemLine, secondLine } from './words.ts';

/** The open document as the canvas draws it, and the last drawing for what happens in between. Cards whose picture did not change keep their objects. */
export function useCanvasView(
  accounts: ReadonlyMap<string, string>,
  { overlay, pinned }: { overlay: RunOverlay | undefined; pinned: ReadonlySet<string> },
) {
  const { catalog } = useSession();
  const flow = useEditor((state) => state.flow);
  const selection = useEditor((state) => state.selection);
  const faceOf = useSyncExternalStore(catalog.subscribe, catalog.getFaceOf);
  const diagnostics = useDiagnostics();
  const problems = useMemo(() => problemLines(diagnostics, flow, catalog), [diagnostics, flow, catalog]);
  const [{ project, last }] = useState(createProjection);
  const input = useMemo(
    (): CanvasInput => ({
      flow,
      faceOf,
      lineOf: (step, face) => {
        const line = secondLine(step, face, accounts.get(step.connection ?? ''));
        return pinned.has(step.id) ? { ...line, what: `Pinned output · ${line.what}` } : line;
      },
      problems,
      overlay,
    }),
    [flow, faceOf, problems, overlay, accounts, pinned],
  );
  const view = useMemo(() => project(input, selection), [project, input, selection]);
  return { view, getView: last };
}

function problemLines(
  diagnostics: readonly Diagnostic[],
  { steps }: FlowDocument,
  catalog: EditorCatalog,
): Map<StepId, string> {
  return new Map(
    [...byStep(diagnostics)].flatMap(([step, found]) => {
      const { uses, name } = steps[step] ?? {};
      const line = problemLine(found, { input: uses && catalog.find(uses)?.input, name });
      return line === undefined ? [] : [[step, line] as const];
    }),
  );
}
