import { hasPatterns, watchPatterns } from '@patchbay/expression';
import { type Diagnostic, type Environment, isSeenInside, mappingAt, type StepId, withMappingAt } from '@patchbay/flow';
import { useMemo, useSyncExternalStore } from 'react';
import { t } from '../../texts/t.ts';
import { setInput } from '../commands/setInput.ts';
import { type LastTry, lastTryOutputs, useLastTry } from '../runOverlay/lastTry.ts';
import { usePinnedOutputs } from '../runOverlay/samples.ts';
import { useCatalog, useDiagnostics, useEditor, useSession } from '../useEditor.ts';
import { createSamples, type Samples } from './data/samples.ts';
import { type FlowKnown, flowTypes } from './flowTypes.ts';
import { keepLast } from './keepLast.ts';
import type { StepContextValue } from './stepContext.ts';

/** What the panel of a step works with, worked out again when the flow or the last try changes. Undefined while its operation is looked up, or once it is gone. */
export function useStepData(stepId: StepId): StepContextValue | undefined {
  const { editor, role } = useSession();
  const flow = useEditor((state) => state.flow);
  const catalog = useCatalog();
  const lastTry = useLastTry();
  const pinned = usePinnedOutputs();
  const diagnostics = useDiagnostics();
  // The first formula that has a regular expression fetches their engine; its preview waits until then.
  const patterns = useSyncExternalStore(watchPatterns, hasPatterns);
  const step = flow.steps[stepId];
  const operation = step && catalog.find(step.uses);
  const faceOf = useSyncExternalStore(catalog.subscribe, catalog.getFaceOf);
  const version = useSyncExternalStore(catalog.subscribe, catalog.getVersion);
  const types = useMemo(() => environmentsOf(stepId, { flow, catalog, version }), [flow, stepId, catalog, version]);
  const samples = samplesFor({ flow, catalog, version, lastTry, pinned, patterns });
  return useMemo(() => {
    if (step === undefined || operation === undefined) return undefined;
    const isInside = ([input = '']: readonly string[]) => isSeenInside(operation, input);
    const problems = diagnostics.filter((diagnostic) => diagnostic.step === stepId);
    return {
      step,
      operation,
      flow,
      faceOf,
      samples,
      environmentFor: (path) => (isInside(path) ? types.inside() : types.before),
      valuesFor: (path) => samples.contextOf(stepId, isInside(path)),
      problemsAt: (path, options) => problemsAt(problems, path, options?.inside),
      mappingAt: ([input = '', ...path]) => mappingAt(step.inputs[input], path),
      setMapping([input = '', ...path], mapping) {
        const before = editor.getState().flow.steps[stepId]?.inputs[input];
        const next = withMappingAt(before, path, mapping);
        editor.execute(nameThe(setInput({ step: stepId, path: [input], mapping: next }), stepId, [input, ...path]));
      },
      isReadOnly: role === 'viewer',
      canPlug: operation.kind !== 'trigger',
    };
  }, [step, operation, flow, faceOf, samples, types, diagnostics, editor, role, stepId]);
}

/** One burst of typing in one field is one undo, also deep inside an input. */
function nameThe(command: ReturnType<typeof setInput>, step: StepId, path: readonly string[]) {
  return { ...command, label: t('change {path}', { path: path.at(-1) }), mergeKey: `input:${step}:${path.join('/')}` };
}

/** `patterns` only says that formulas with regular expressions now give something. */
type Sampled = FlowKnown & { lastTry: LastTry; pinned: ReadonlyMap<string, unknown>; patterns: boolean };

const samplesFor = keepLast(
  ({ flow, catalog, version, lastTry, pinned }: Sampled): Samples =>
    createSamples({
      flow,
      find: catalog.find,
      outputOf: (id) => flowTypes({ flow, catalog, version }).outputOf(id),
      tried: new Map([...lastTryOutputs(lastTry), ...pinned]),
      now: Date.now(),
    }),
);

function environmentsOf(stepId: StepId, known: FlowKnown) {
  const types = flowTypes(known);
  const before = known.flow.steps[stepId] === undefined ? {} : types.environmentOf(stepId);
  let inside: Environment | undefined;
  return { before, inside: () => (inside ??= types.environmentInside(stepId)) };
}

function problemsAt(problems: readonly Diagnostic[], path: readonly string[], isInside = false): readonly Diagnostic[] {
  return problems.filter(
    ({ field }) =>
      field !== undefined &&
      (isInside ? field.length >= path.length : field.length === path.length) &&
      path.every((key, at) => key === field[at]),
  );
}
