import { t, tn } from '../../texts/t.ts';
import type { LastTry } from './lastTry.ts';

export type TryWords = { tone: 'running' | 'success' | 'danger'; title: string; rest: string };

/** A try in one line: what it was, and what became of it. */
export function tryWords(last: Exclude<LastTry, { kind: 'none' }>): TryWords {
  const isMock = last.mode === 'mock';
  if (last.kind === 'refused')
    return { tone: 'danger', title: t('The flow cannot be tried yet.'), rest: last.sentence };
  if (last.kind === 'starting')
    return { tone: 'running', title: isMock ? t('Trying on mocks.') : t('Trying for real.'), rest: '' };
  const { view, document, isOpened } = last;
  if (isOpened)
    return {
      tone: 'success',
      title: t('This is a run of before.'),
      rest: t('Its data fills the samples, and tries may take it.'),
    };
  const done = view.steps.filter(({ status }) => status === 'succeeded').length;
  const steps = tn(done, '{count} step', '{count} steps');
  const tried = isMock ? t('Tried on mocks. Nothing was sent.') : t('Tried for real.');
  if (view.status === 'succeeded')
    return { tone: 'success', title: tried, rest: t('The sample went through {steps}.', { steps }) };
  if (view.status === 'cancelled')
    return { tone: 'danger', title: tried, rest: t('Stopped after {steps}.', { steps }) };
  if (view.status === 'running' || view.status === 'waiting')
    return {
      tone: 'running',
      title: isMock ? t('Trying on mocks.') : t('Trying for real.'),
      rest: t('{steps} done.', { steps }),
    };
  const failed = view.steps.find(({ status }) => status === 'failed' || status === 'unknown');
  const name = failed && document.steps[failed.step as keyof typeof document.steps]?.name;
  return {
    tone: 'danger',
    title: tried,
    rest: name === undefined ? t('It failed.') : t('It stopped at “{name}”.', { name }),
  };
}
