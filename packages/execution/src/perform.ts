import type { Failure } from '@patchbay/connector';
import { DONE } from '@patchbay/flow';
import { answerOf } from './answerOf.ts';
import { chooseCase } from './chooseCase.ts';
import { failureOf } from './failureOf.ts';
import type { CallResult, Operations } from './ports.ts';
import type { Recorder } from './Recorder.ts';
import type { StepState } from './runState.ts';

/** The most items a loop may have. */
const MOST_ITEMS = 100_000;

/** Carries out a step that needs nothing from outside, at once. */
export function performAtOnce(
  state: StepState,
  { recorder, operations }: { recorder: Recorder; operations: Operations },
): void {
  const { scope, step } = state;
  let input: Record<string, unknown>;
  let result: CallResult | undefined;
  try {
    input = step.evaluate(scope);
    if (step.kind === 'pure') result = operations.compute({ step: step.planned, input });
  } catch (error) {
    refuse(recorder, state, failureOf(error));
    return;
  }
  if (result !== undefined) recorder.computed(state, result);
  else if (step.kind === 'branch') chooseWay(recorder, state, input.condition);
  else if (step.kind === 'switch') recorder.computed(state, chooseCase(input));
  else if (step.kind === 'forEach') beginLoop(recorder, state, input.items);
  else if (step.kind === 'respond') answer(recorder, state, input);
  else if (step.kind === 'stop') stop(recorder, state, input);
  else
    refuse(recorder, state, {
      code: 'trigger_inside',
      message: 'A trigger cannot stand inside a loop.',
      retry: 'never',
    });
}

/** A missing answer is a no, since data from APIs is ragged; anything but yes, no or nothing is a mistake in the flow. */
function chooseWay(recorder: Recorder, state: StepState, condition: unknown): void {
  if (typeof condition === 'boolean') recorder.computed(state, { outlet: condition ? 'yes' : 'no' });
  else if (condition === undefined || condition === null) recorder.computed(state, { outlet: 'no' });
  else {
    const message = `The condition gave ${describe(condition)} where yes or no (true or false) is needed.`;
    refuse(recorder, state, { code: 'condition_not_boolean', message, retry: 'never' });
  }
}

/** No list counts as an empty one: APIs leave out what has no items. */
function beginLoop(recorder: Recorder, state: StepState, items: unknown): void {
  const list = items ?? [];
  if (!Array.isArray(list)) {
    const message = `The loop got ${describe(list)} where a list is needed.`;
    refuse(recorder, state, { code: 'items_not_a_list', message, retry: 'never' });
  } else if (list.length > MOST_ITEMS) {
    const message = `The list has ${list.length} items. A loop takes 100,000 at most; split the list up.`;
    refuse(recorder, state, { code: 'too_many_items', message, retry: 'never' });
  } else recorder.looped(state, list);
}

/** The first answer is the one that is sent; a later respond step just goes on. */
function answer(recorder: Recorder, state: StepState, input: Record<string, unknown>): void {
  if (state.scope.run.answer !== undefined) {
    recorder.computed(state, { outlet: DONE });
    return;
  }
  const made = answerOf(input);
  if (made.ok) recorder.answered(state, made.answer);
  else refuse(recorder, state, made.failure);
}

function stop(recorder: Recorder, state: StepState, { outcome, message }: Record<string, unknown>): void {
  if (outcome === 'succeeded') {
    recorder.computed(state, { outlet: DONE });
    recorder.stopped(state, 'succeeded');
    return;
  }
  const said = typeof message === 'string' && message.trim() !== '' ? message : 'The flow stopped here.';
  refuse(recorder, state, { code: 'stopped', message: said, retry: 'never' });
  recorder.stopped(state, 'failed');
}

function refuse(recorder: Recorder, state: StepState, failure: Failure): void {
  recorder.failed(state, { failure: { ...failure, retry: 'never' }, attempt: 1 });
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return (
    { string: 'a text', number: 'a number', boolean: 'yes or no', object: 'an object' }[typeof value as string] ??
    'a value'
  );
}
