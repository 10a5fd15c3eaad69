import type { Failure } from '@patchbay/connector';
import { DONE } from '@patchbay/flow';
import { answerOf } from './answerOf.ts';
import { chooseCase } from './chooseCase.ts';
import { endOfWait, mockAnswer } from './endOfWait.ts';
import { failureOf } from './failureOf.ts';
import { isMet } from './isMet.ts';
import type { LoopTask } from './loopState.ts';
import { loopTaskOf } from './loopTaskOf.ts';
import type { CallResult, Operations } from './ports.ts';
import type { Recorder } from './Recorder.ts';
import type { StepState } from './runState.ts';

/** Carries out a step that needs nothing from outside, at once. */
export function performAtOnce(
  state: StepState,
  { recorder, operations, now }: { recorder: Recorder; operations: Operations; now: number },
): void {
  const { scope, step } = state;
  let input: Record<string, unknown>;
  let result: CallResult | undefined;
  let task: LoopTask | undefined;
  try {
    input = step.evaluate(scope);
    if (step.kind === 'pure') result = operations.compute({ step: step.planned, input });
    else if (step.kind === 'branch') result = { outlet: isMet(input.condition) ? 'yes' : 'no', output: undefined };
    else if (step.kind === 'switch') result = chooseCase(input);
    else if (step.kind === 'forEach') task = loopTaskOf(step.planned, input);
  } catch (error) {
    refuse(recorder, state, failureOf(error));
    return;
  }
  if (result !== undefined) recorder.computed(state, result);
  else if (task !== undefined) recorder.looped(state, task);
  else if (step.kind === 'respond') answer(recorder, state, input);
  else if (step.kind === 'stop') stop(recorder, state, input);
  else if (step.kind === 'wait') wait(recorder, state, { input, now });
  else
    refuse(recorder, state, {
      code: 'trigger_inside',
      message: 'A trigger cannot stand inside a loop.',
      retry: 'never',
    });
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

function wait(
  recorder: Recorder,
  state: StepState,
  { input, now }: { input: Record<string, unknown>; now: number },
): void {
  const { run } = state.scope;
  const reason = state.step.planned.wait ?? 'time';
  if (run.started?.mode === 'mock') {
    recorder.computed(state, mockAnswer(reason, { input, trial: state.step.planned.trial }));
    return;
  }
  const made = endOfWait(reason, { input, now });
  if (!made.ok) refuse(recorder, state, made.failure);
  else if (reason === 'time' && made.until <= now) recorder.computed(state, { outlet: DONE });
  else recorder.waiting(state, { for: reason, until: made.until });
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
