import type { Diagnostic, FlowDocument, StepId } from '@patchbay/flow';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { t } from '../../texts/t.ts';
import type { EditorCatalog, StepFace } from '../document/createCatalog.ts';
import { useDiagnostics, useEditor, useSession } from '../useEditor.ts';
import type { RunOverlay, StepOverlay } from './overlay.ts';
import { createProjection } from './projection.ts';
import type { CanvasInput } from './toCanvas.ts';
import { useLocalFolds } from './useLocalFolds.ts';
import { byStep, problemLine, secondLine } from './words.ts';

/** The open document as the canvas draws it, and the last drawing for what happens in between. Cards whose picture did not change keep their objects. */
export function useCanvasView(accounts: ReadonlyMap<string, string>, { overlay, pinned, onTest }: Drawing) {
  const { catalog, role } = useSession();
  const drawn = useEditor((state) => state.flow);
  const selection = useEditor((state) => state.selection);
  const faceOf = useSyncExternalStore(catalog.subscribe, catalog.getFaceOf);
  const shown = useMemo(() => [...selection.steps], [selection]);
  const { seen: flow, fold } = useLocalFolds({ flow: drawn, faceOf, shown, isOn: role === 'viewer' });
  const diagnostics = useDiagnostics();
  const problems = useMemo(() => problemLines(diagnostics, flow, catalog), [diagnostics, flow, catalog]);
  const [{ project, last }] = useState(createProjection);
  const input = useMemo((): CanvasInput => {
    const nameOf = (id: string) => flow.steps[id as StepId]?.name;
    return {
      flow,
      faceOf,
      lineOf: (step, face) => {
        const line = secondLine(step, face, { account: accounts.get(step.connection ?? ''), nameOf });
        if (step.onMock === true) return { ...line, what: t('On sample data for now · {what}', { what: line.what }) };
        return pinned.has(step.id) ? { ...line, what: t('Pinned output · {what}', { what: line.what }) } : line;
      },
      ...(onTest && { deedsOf: (step) => (isTested(faceOf(step)) ? testDeeds(step.id, onTest) : undefined) }),
      problems,
      overlay,
    };
  }, [flow, faceOf, problems, overlay, accounts, pinned, onTest]);
  const view = useMemo(() => project(input, selection), [project, input, selection]);
  return { view, getView: last, foldHere: fold };
}

type Drawing = {
  overlay: RunOverlay | undefined;
  /** Steps whose output is pinned for tries. */
  pinned: ReadonlySet<string>;
  /** Tries the flow up to a step; absent for those who only look. */
  onTest?: ((step: StepId) => void) | undefined;
};

/** Steps that do something by themselves: what starts the flow or only leads it on has nothing to be tested. */
function isTested({ kind }: StepFace): boolean {
  return kind === 'call' || kind === 'pure';
}

const tests = new WeakMap<object, Map<StepId, NonNullable<StepOverlay['deeds']>>>();

/** The same objects for the same step, so that its card is not drawn again. */
function testDeeds(step: StepId, onTest: (step: StepId) => void): NonNullable<StepOverlay['deeds']> {
  const known = tests.get(onTest) ?? new Map<StepId, NonNullable<StepOverlay['deeds']>>();
  tests.set(onTest, known);
  const deeds = known.get(step) ?? [{ label: t('Test this step'), run: () => onTest(step) }];
  known.set(step, deeds);
  return deeds;
}

function problemLines(
  diagnostics: readonly Diagnostic[],
  { steps }: FlowDocument,
  catalog: EditorCatalog,
): Map<StepId, string> {
  return new Map(
    [...byStep(diagnostics)].flatMap(([step, found]) => {
      const { uses, name } = steps[step] ?? {};
      const { input, kind } = (uses && catalog.find(uses)) ?? {};
      const line = problemLine(found, { input, name, ...(kind !== undefined && { kind }) });
      return line === undefined ? [] : [[step, line] as const];
    }),
  );
}
