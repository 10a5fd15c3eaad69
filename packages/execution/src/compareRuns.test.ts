import { array, assert, constantFrom, jsonValue, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRuns, differencesOf } from './compareRuns.ts';
import type { RunView, StepRun } from './runView.ts';

const ran = (path: string, rest: Partial<StepRun> = {}): StepRun => ({
  path,
  step: path.split('/').at(-1) ?? path,
  status: 'succeeded',
  attempts: 1,
  outlet: 'done',
  ...rest,
});
const view = (...steps: StepRun[]): RunView => ({ status: 'succeeded', mode: 'live', steps, edges: {} });

describe('a run beside one that went well', () => {
  it('begins with the first step that gave something else, and there with what tells most', () => {
    const good = view(
      ran('find', { output: { id: 'a', customer: { email: 'ann@example.com' }, rows: [1, 2] } }),
      ran('send', { input: { to: 'ann@example.com' }, output: {} }),
    );
    const bad = view(
      ran('find', { output: { id: 'b', customer: { email: null }, rows: [1, 2, 3] } }),
      ran('send', { status: 'failed', outlet: '', input: { to: null } }),
    );
    const { steps, same } = compareRuns(good, bad);
    expect(steps.map(({ step, part, differing }) => [step, part, differing])).toEqual([
      ['find', 'output', 3],
      ['send', 'input', 1],
      ['send', 'status', 1],
    ]);
    expect(steps[0]?.fields.map(({ field, change }) => [field.join('.'), change])).toEqual([
      ['customer.email', 'empty'],
      ['rows', 'count'],
      ['id', 'value'],
    ]);
    expect(same).toBe(2);
  });

  it('leaves out what is another one in every answer', () => {
    const answer = (headers: object) => view(ran('ask', { output: { status: 200, headers, body: {} } }));
    const good = answer({ date: 'Sat', 'X-Request-Id': 'a', 'content-type': 'application/json' });
    expect(
      compareRuns(good, answer({ date: 'Sun', 'X-Request-Id': 'b', 'content-type': 'application/json' })).steps,
    ).toEqual([]);
    const other = compareRuns(good, answer({ date: 'Sun', 'X-Request-Id': 'b', 'content-type': 'text/html' }));
    expect(other.steps[0]?.fields.map(({ field }) => field)).toEqual([['headers', 'content-type']]);
  });

  it('says of a loop how many items it had, and nothing of items that the good run did not have', () => {
    const good = view(
      ran('each', { items: { count: 9, succeeded: 9, failed: 0 } }),
      ran('each[0]/send', { output: 1 }),
    );
    const bad = view(
      ran('each', { items: { count: 12, succeeded: 11, failed: 1 }, output: { items: [1] } }),
      ran('each[0]/send', { output: 1 }),
      ran('each[9]/send', { output: 2 }),
    );
    expect(compareRuns(good, bad).steps).toEqual([
      {
        path: 'each',
        step: 'each',
        part: 'items',
        differing: 1,
        fields: [{ field: [], change: 'value', before: 9, after: 12 }],
      },
    ]);
  });

  it('says how often a step was tried, and which other way the run went', () => {
    const good = view(ran('look'), ran('ask', { outlet: 'yes' }));
    const bad = view(ran('look', { attempts: 3 }), ran('ask', { outlet: 'no' }));
    expect(compareRuns(good, bad).steps.map(({ part, fields }) => [part, fields[0]?.before, fields[0]?.after])).toEqual(
      [
        ['tries', 1, 3],
        ['outlet', 'yes', 'no'],
      ],
    );
  });

  it('finds nothing between a value and itself', () => {
    assert(
      property(jsonValue(), (value) => {
        const copy: unknown = structuredClone(value);
        expect(differencesOf(value, copy).fields).toEqual([]);
      }),
    );
  });

  it('finds exactly the one field that was changed, wherever it stands', () => {
    const key = constantFrom('a', 'b', '__proto__', 'constructor', 'größe', '');
    assert(
      property(array(key, { minLength: 1, maxLength: 6 }), nat(3), (path, index) => {
        const nest = (leaf: unknown) =>
          path.reduceRight<unknown>(
            (inner, name) => ({ [`k${name}`]: [0, 0, 0, 0].map((_, at) => (at === index ? inner : at)) }),
            leaf,
          );
        const { fields } = differencesOf(nest('good'), nest('bad'));
        expect(fields).toEqual([
          { field: path.flatMap((name) => [`k${name}`, index]), change: 'value', before: 'good', after: 'bad' },
        ]);
      }),
    );
  });

  it('ends with values of any size', () => {
    const wide = (at: number) => Array.from({ length: 200_000 }, (_, index) => ({ index, at }));
    const { fields } = differencesOf(wide(1), wide(2));
    expect(fields.length).toBeGreaterThan(1_000);
    expect(fields.length).toBeLessThan(20_000);
  });
});
