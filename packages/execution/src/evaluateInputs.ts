import { compileMapping, type EvaluationContext, EvaluationError, type Mapping } from '@patchbay/expression';
import { type Message, messageOf } from '@patchbay/words';
import type { StepPath } from './runEvent.ts';
import type { RunState } from './runState.ts';
import { findStep } from './stepPath.ts';
import { inputOf } from './viewRun.ts';

/** What the inputs of a step gave in a run; undefined where it has not started, or there is no such step. */
export function evaluateInputs(run: RunState, path: StepPath): unknown {
  const state = findStep(run, path);
  return state && inputOf(state);
}

/** What a mapping would give: a value, which may be undefined for "nothing", or a sentence that says why it gives none. */
export type Preview = { ok: true; value: unknown } | ({ ok: false } & Message);

/** Works out the inputs of a step of a draft from example values, field by field, so that one broken field hides no other. */
export function previewInputs(
  inputs: Readonly<Record<string, Mapping>>,
  context: EvaluationContext,
): Record<string, Preview> {
  return Object.fromEntries(
    Object.entries(inputs).map(([field, mapping]) => [field, previewMapping(mapping, context)]),
  );
}

/** Works out one mapping of a draft from example values. */
export function previewMapping(mapping: Mapping, context: EvaluationContext): Preview {
  try {
    return { ok: true, value: compileMapping(mapping)(context) };
  } catch (error) {
    if (error instanceof EvaluationError) return { ok: false, ...messageOf(error.saying) };
    throw error;
  }
}
