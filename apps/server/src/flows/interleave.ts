/** What several sources give, in the order in which it comes, until all have ended or nobody listens any more. */
export async function* interleave<Item>(
  sources: readonly ((signal: AbortSignal) => AsyncIterable<Item>)[],
  signal: AbortSignal,
): AsyncGenerator<Item> {
  // One that waits hears of the end by its signal alone.
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  const next = async (iterator: AsyncIterator<Item>) => ({ iterator, result: await iterator.next() });
  const iterators = sources.map((source) => source(until)[Symbol.asyncIterator]());
  const waiting = new Map(iterators.map((iterator) => [iterator, next(iterator)]));
  try {
    while (waiting.size > 0) {
      const { iterator, result } = await Promise.race(waiting.values());
      waiting.delete(iterator);
      if (result.done === true) continue;
      yield result.value;
      waiting.set(iterator, next(iterator));
    }
  } finally {
    over.abort();
    await Promise.allSettled(waiting.values());
    await Promise.allSettled(iterators.map((iterator) => iterator.return?.()));
  }
}
