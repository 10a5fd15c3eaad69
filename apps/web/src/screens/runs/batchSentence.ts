import type { ReplayBatch } from '../../api/types.ts';

/** How far runs that are run again together are, or what became of them. */
export function batchSentence({ total, started, refused, isOver, isCancelled, reasons }: ReplayBatch): string {
  if (!isOver) return `Running again: ${started + refused} of ${total}.`;
  const which = started === total ? count(total) : `${started} of ${count(total)}`;
  const done = `${which} started again${isCancelled ? ', then it was stopped' : ''}.`;
  if (refused === 0) return done;
  const [first] = reasons;
  const more =
    reasons.length > 1 ? ` And ${reasons.length - 1} more ${reasons.length === 2 ? 'reason' : 'reasons'}.` : '';
  return `${done} ${refused} could not: ${first?.sentence ?? ''}${more}`;
}

function count(runs: number): string {
  return `${runs} ${runs === 1 ? 'run' : 'runs'}`;
}
