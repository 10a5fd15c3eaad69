import type { ReplayBatch } from '../../api/types.ts';
import { t, tn } from '../../texts/t.ts';

/** How far runs that are run again together are, or what became of them. */
export function batchSentence({ total, started, refused, isOver, isCancelled, reasons }: ReplayBatch): string {
  if (!isOver) return t('Running again: {value} of {total}.', { value: started + refused, total });
  const which = started === total ? count(total) : t('{started} of {count}', { started, count: count(total) });
  const done = isCancelled
    ? t('{which} started again, then it was stopped.', { which })
    : t('{which} started again.', { which });
  if (refused === 0) return done;
  const [first] = reasons;
  const more =
    reasons.length > 1 ? ` ${tn(reasons.length - 1, 'And {count} more reason.', 'And {count} more reasons.')}` : '';
  return t('{done} {refused} could not: {sentence}{more}', { done, refused, sentence: first?.sentence ?? '', more });
}

function count(runs: number): string {
  return tn(runs, '{count} run', '{count} runs');
}
