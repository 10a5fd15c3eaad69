import type { ChangeStore, NewChange } from './changeStore.ts';

/** Carries out `work` with a note of it that no end of the process can lose. Null says that nothing was changed. */
export async function noteWhile<Result>(
  change: NewChange,
  changes: Pick<ChangeStore, 'begin' | 'end'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const id = await changes.begin(change);
  let isDone = false;
  try {
    const result = await work();
    isDone = result !== null;
    return result;
  } finally {
    await changes.end(id, isDone ? change : undefined);
  }
}
