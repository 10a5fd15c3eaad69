import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EdgeId, NoteId, StepId } from './document.ts';
import { newEdgeId, newNoteId, newStepId, slugOf } from './ids.ts';

/** The same numbers for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe('a slug', () => {
  it.each([
    ['Get customer', 'getCustomer'],
    ["Get customer's e-mail", 'getCustomersEMail'],
    ['HTTP request', 'httpRequest'],
    ['Größe ändern', 'grosseAndern'],
    ['2nd try', 'step2ndTry'],
    ['顧客', 'step'],
    ['', 'step'],
    ['a'.repeat(90), 'a'.repeat(40)],
  ])('of %j is %j', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
});

describe('ids', () => {
  it('of steps are readable, valid and can stand in a formula, whatever the name', () => {
    expect(newStepId('getCustomer', randomFrom(1))).toMatch(/^getCustomer_[a-z0-9]{6}$/);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (name, seed) => {
        expect(StepId.safeParse(newStepId(name, randomFrom(seed))).success).toBe(true);
      }),
    );
  });

  it('of the same step added ten thousand times are all different', () => {
    const random = randomFrom(7);
    expect(new Set(Array.from({ length: 10_000 }, () => newStepId('send', random))).size).toBe(10_000);
  });

  it('of wires and notes are valid', () => {
    expect(EdgeId.safeParse(newEdgeId(randomFrom(1))).success).toBe(true);
    expect(NoteId.safeParse(newNoteId(randomFrom(1))).success).toBe(true);
  });

  it('cannot be a name that every object has', () => {
    expect(EdgeId.safeParse('__proto__').success).toBe(false);
  });
});
