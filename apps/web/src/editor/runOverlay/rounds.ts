import type { RoundState, RoundStates } from '@patchbay/execution';

/** How round `index` of a loop stands. Rounds come as how many in a row stand how. */
export function roundAt(rounds: RoundStates, index: number): RoundState {
  let first = 0;
  for (const [state, count] of rounds) {
    if (index < first + count) return state;
    first += count;
  }
  return 'waiting';
}

/** The next round after `from` that failed, from the beginning again after the last; undefined where none did. */
export function nextFailed(rounds: RoundStates, from: number): number | undefined {
  const all = failedSpans(rounds);
  const after = all.find(({ first, count }) => first + count - 1 > from);
  if (after !== undefined) return Math.max(after.first, from + 1);
  return all[0]?.first;
}

/** How many rounds there are, and the index of the n-th of those that count: all of them, or those that failed. */
export function roundsShown(
  rounds: RoundStates,
  only: 'all' | 'failed',
): { count: number; indexAt(n: number): number } {
  if (only === 'all') return { count: countOf(rounds), indexAt: (n) => n };
  const spans = failedSpans(rounds);
  return { count: spans.reduce((sum, { count }) => sum + count, 0), indexAt: (n) => nthOf(spans, n) };
}

export function countOf(rounds: RoundStates): number {
  return rounds.reduce((sum, [, count]) => sum + count, 0);
}

type Span = { first: number; count: number };

function failedSpans(rounds: RoundStates): Span[] {
  let first = 0;
  return rounds.flatMap(([state, count]) => {
    const span = { first, count };
    first += count;
    return state === 'failed' ? [span] : [];
  });
}

function nthOf(spans: readonly Span[], n: number): number {
  let before = 0;
  for (const { first, count } of spans) {
    if (n < before + count) return first + n - before;
    before += count;
  }
  return 0;
}
