import { array, assert, constantFrom, nat, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { upstreamOf } from './graph.ts';
import { partUpTo } from './partOf.ts';
import { flow } from './testing.ts';

const drawings = array(tuple(constantFrom('wire', 'wire', 'inside'), nat(9), nat(9)), {
  minLength: 1,
  maxLength: 20,
}).map((lines) =>
  lines.flatMap(([kind, a, b]) => (a === b ? [] : [kind === 'wire' ? `s${a} -> s${b}` : `s${a}/s${b}`])),
);

const ids = (part: { steps: object }) => Object.keys(part.steps).toSorted();

describe('the part of a flow up to a step', () => {
  it('ends with the step, and leaves out what stands beside the way to it', () => {
    const whole = flow('ask -> find', 'find -> send', 'find -> log', 'send -> thank');
    const part = partUpTo(whole, 'send');
    expect(ids(part)).toEqual(['ask', 'find', 'send']);
    expect(Object.values(part.edges).map(({ from, to }) => `${from} ${to}`)).toEqual(['ask find', 'find send']);
  });

  it('takes of the loop around the step only what leads to it, and a loop before it whole', () => {
    const whole = flow(
      'ask -> each',
      'each -> again',
      'each/one',
      'each/two',
      'again/first',
      'again/last',
      'first -> last',
    );
    expect(ids(partUpTo(whole, 'first'))).toEqual(['again', 'ask', 'each', 'first', 'one', 'two']);
  });

  it('is the whole flow where there is no such step', () => {
    const whole = flow('ask -> find');
    expect(partUpTo(whole, 'gone')).toBe(whole);
    expect(partUpTo(whole, 'constructor')).toBe(whole);
  });

  it('never loses anything that the step waits for, and never leaves a wire with one end', () => {
    assert(
      property(drawings, nat(9), (lines, at) => {
        const whole = flow(...lines);
        const step = `s${at}`;
        if (!Object.hasOwn(whole.steps, step)) return;
        const part = partUpTo(whole, step);
        expect(Object.hasOwn(part.steps, step)).toBe(true);
        for (const id of upstreamOf(whole, step)) expect(Object.hasOwn(part.steps, id)).toBe(true);
        for (const { from, to } of Object.values(part.edges)) {
          expect(Object.hasOwn(part.steps, from) && Object.hasOwn(part.steps, to)).toBe(true);
        }
      }),
    );
  });
});
