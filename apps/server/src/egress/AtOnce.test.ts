import { OperationError } from '@patchbay/connector';
import { expect, it } from 'vitest';
import { AtOnce } from './AtOnce.ts';

const waiting = { host: 'api.example.com', patienceMs: 10_000, signal: undefined };

it('lets so many go, and the next as one has ended, the first that came first', async () => {
  const places = new AtOnce(2);
  expect([places.enter('a', waiting), places.enter('a', waiting)]).toEqual([undefined, undefined]);
  const order: string[] = [];
  const later = ['third', 'fourth'].map((name) => places.enter('a', waiting)?.then(() => order.push(name)));
  places.leave('a');
  await later[0];
  places.leave('a');
  await later[1];
  expect(order).toEqual(['third', 'fourth']);
});

it('keeps one key from no other', () => {
  const places = new AtOnce(1);
  places.enter('a', waiting);
  expect(places.enter('b', waiting)).toBeUndefined();
});

it('sends away who has waited too long, which costs no try, and gives no place to nobody', async () => {
  const places = new AtOnce(1);
  places.enter('a', waiting);
  const failure = { code: 'waits_for_its_turn', retry: 'later', isHeldBack: true };
  await expect(places.enter('a', { ...waiting, patienceMs: 5 })).rejects.toMatchObject({ failure });
  places.leave('a');
  expect(places.enter('a', waiting)).toBeUndefined();
});

it('lets go of one whose run was stopped', async () => {
  const places = new AtOnce(1);
  places.enter('a', waiting);
  const stopping = new AbortController();
  const entering = places.enter('a', { ...waiting, signal: stopping.signal });
  stopping.abort();
  await expect(entering).rejects.toBeInstanceOf(OperationError);
});
