import { expect, it } from 'vitest';
import { interleave } from './interleave.ts';

async function* words(...list: string[]) {
  yield* list;
}

/** Says a word, then nothing until it is told to stop. */
async function* silent(signal: AbortSignal, ended: string[]) {
  try {
    yield 'first';
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  } finally {
    ended.push('silent');
  }
}

async function all<Item>(source: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of source) items.push(item);
  return items;
}

it('gives what all sources give, and ends when all have', async () => {
  const both = interleave([() => words('a', 'b'), () => words('c')], new AbortController().signal);
  expect((await all(both)).toSorted()).toEqual(['a', 'b', 'c']);
});

it('ends a source that waits, when nobody listens any more', async () => {
  const ended: string[] = [];
  for await (const word of interleave([(until) => silent(until, ended)], new AbortController().signal)) {
    expect(word).toBe('first');
    break;
  }
  expect(ended).toEqual(['silent']);
});

it('ends with its signal', async () => {
  const ended: string[] = [];
  const over = new AbortController();
  const one = interleave([(until) => silent(until, ended)], over.signal);
  await one.next();
  const next = one.next();
  over.abort();
  expect((await next).done).toBe(true);
  expect(ended).toEqual(['silent']);
});

it('throws what a source throws, and ends the others', async () => {
  const ended: string[] = [];
  async function* broken() {
    yield* words();
    throw new Error('The line is down.');
  }
  const both = interleave<string>([(until) => silent(until, ended), broken], new AbortController().signal);
  await expect(all(both)).rejects.toThrow('The line is down.');
  expect(ended).toEqual(['silent']);
});
