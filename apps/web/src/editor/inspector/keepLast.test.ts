import { expect, it } from 'vitest';
import { keepLast } from './keepLast.ts';

it('works out once what is asked again about the same things, and anew when one of them is another', () => {
  let asked = 0;
  const ask = keepLast((_of: { flow: object; version: number }) => ++asked);
  const flow = {};
  const answers = [ask({ flow, version: 1 }), ask({ flow, version: 1 }), ask({ flow, version: 2 })];
  expect([...answers, ask({ flow: {}, version: 2 }), ask({ flow, version: 2 })]).toEqual([1, 1, 2, 3, 4]);
});
