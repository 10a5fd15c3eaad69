import { describe, expect, it } from 'vitest';
import { forecast, stoppedBy } from './whatStops.ts';

const zone = 'UTC';
// A Sunday.
const now = Date.parse('2026-11-22T12:00:00Z');

describe('the forecast of an account', () => {
  it.each([
    ['2026-11-22T11:59:00Z', 2, 'It has ended: these 2 flows stop until it is connected again.'],
    ['2026-11-22T18:30:00Z', 1, 'Ends today at 18:30: this flow stops.'],
    ['2026-11-23T00:15:00Z', 3, 'Ends tomorrow at 00:15: these 3 flows stop.'],
    ['2026-11-27T09:00:00Z', 7, 'Ends on Friday: these 7 flows stop.'],
    ['2026-11-29T09:00:00Z', 0, 'Ends on 29 November: no flow stops.'],
    ['2026-12-23T12:00:00Z', 7, undefined],
  ])('that ends at %s', (endsAt, stopping, sentence) => {
    expect(forecast({ endsAt: Date.parse(endsAt), now, zone }, stopping)).toBe(sentence);
  });
});

it('counts the flows that call one of those that stop, and none that only could use it', () => {
  const flow = { active: true, isPublished: true, publishedBy: null, live: [], draft: [] };
  const flows = [
    { ...flow, id: 'a', name: 'Orders', stops: true },
    { ...flow, id: 'b', name: 'Draft', stops: false },
  ];
  expect(stoppedBy({ flows, callers: [{ id: 'c', name: 'Caller' }] })).toEqual([
    { id: 'a', name: 'Orders', isCaller: false },
    { id: 'c', name: 'Caller', isCaller: true },
  ]);
});
