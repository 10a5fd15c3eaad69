import type { LastTry } from './lastTry.ts';

export type TryWords = { tone: 'running' | 'success' | 'danger'; title: string; rest: string };

/** A try in one line: what it was, and what became of it. */
export function tryWords(last: Exclude<LastTry, { kind: 'none' }>): TryWords {
  const isMock = last.mode === 'mock';
  if (last.kind === 'refused') return { tone: 'danger', title: 'The flow cannot be tried yet.', rest: last.sentence };
  if (last.kind === 'starting')
    return { tone: 'running', title: isMock ? 'Trying on mocks.' : 'Trying for real.', rest: '' };
  const { view, document, isOpened } = last;
  if (isOpened)
    return {
      tone: 'success',
      title: 'This is a run of before.',
      rest: 'Its data fills the samples, and tries may take it.',
    };
  const done = view.steps.filter(({ status }) => status === 'succeeded').length;
  const steps = `${done} ${done === 1 ? 'step' : 'steps'}`;
  const tried = isMock ? 'Tried on mocks. Nothing was sent.' : 'Tried for real.';
  if (view.status === 'succeeded') return { tone: 'success', title: tried, rest: `The sample went through ${steps}.` };
  if (view.status === 'cancelled') return { tone: 'danger', title: tried, rest: `Stopped after ${steps}.` };
  if (view.status === 'running' || view.status === 'waiting')
    return { tone: 'running', title: isMock ? 'Trying on mocks.' : 'Trying for real.', rest: `${steps} done.` };
  const failed = view.steps.find(({ status }) => status === 'failed' || status === 'unknown');
  const name = failed && document.steps[failed.step as keyof typeof document.steps]?.name;
  return { tone: 'danger', title: tried, rest: name === undefined ? 'It failed.' : `It stopped at “${name}”.` };
}
