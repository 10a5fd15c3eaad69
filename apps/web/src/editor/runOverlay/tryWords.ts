import type { StepRun } from '@patchbay/execution';
import type { StepId } from '@patchbay/flow';
import { t, tn } from '../../texts/t.ts';
import { innermostWrong } from './innermostWrong.ts';
import type { LastTry } from './lastTry.ts';
import { waitWords } from './waitWords.ts';

export type TryWords = {
  tone: 'running' | 'waiting' | 'success' | 'danger';
  title: string;
  rest: string;
  /** The step to look at. */
  at?: StepId | undefined;
};

/** A try in one line: what it was, and what became of it. */
export function tryWords(last: Exclude<LastTry, { kind: 'none' }>): TryWords {
  const isMock = last.mode === 'mock';
  if (last.kind === 'refused')
    return { tone: 'danger', title: t('The flow cannot be tried yet.'), rest: last.sentence };
  if (last.kind === 'starting')
    return { tone: 'running', title: isMock ? t('Trying on sample data.') : t('Trying for real.'), rest: '' };
  const { view, document, isOpened } = last;
  if (isOpened)
    return {
      tone: 'success',
      title: t('This is a run of before.'),
      rest: t('Its data fills the samples, and tries may take it.'),
    };
  const done = view.steps.filter(({ status }) => status === 'succeeded').length;
  const steps = tn(done, '{count} step', '{count} steps');
  const tried = isMock ? t('Tried on sample data. Nothing was sent.') : t('Tried for real.');
  if (view.status === 'succeeded')
    return { tone: 'success', title: tried, rest: t('The sample went through {steps}.', { steps }) };
  if (view.status === 'cancelled')
    return { tone: 'danger', title: tried, rest: t('Stopped after {steps}.', { steps }) };
  const nameOf = (step: StepRun | undefined) => step && document.steps[step.step as StepId]?.name;
  const trying = isMock ? t('Trying on sample data.') : t('Trying for real.');
  const waits = view.steps.find((step) => waitsForSomebody(step));
  if (view.status === 'waiting' && waits !== undefined) {
    const what = waits.waiting === undefined ? t('Waits for its connected account.') : waitWords(waits.waiting.for);
    const rest = t('“{name}”: {what}', { name: nameOf(waits) ?? waits.step, what });
    return { tone: 'waiting', title: trying, rest, at: waits.step as StepId };
  }
  if (view.status === 'running' || view.status === 'waiting')
    return { tone: 'running', title: trying, rest: t('{steps} done.', { steps }) };
  const failed = innermostWrong(view.steps);
  const name = nameOf(failed);
  return {
    tone: 'danger',
    title: tried,
    rest: name === undefined ? t('It failed.') : t('It stopped at “{name}”.', { name }),
    at: name === undefined ? undefined : (failed?.step as StepId),
  };
}

/** Nothing goes on by itself soon: a person, an account or another system has to act. */
function waitsForSomebody({ status, waiting, failure }: StepRun): boolean {
  if (waiting !== undefined) return waiting.for !== 'flow';
  return status === 'waiting' && failure?.retry === 'after-reconnect';
}
