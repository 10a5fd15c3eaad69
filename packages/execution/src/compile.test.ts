import type { FlowDocument } from '@patchbay/flow';
import { flow, withStep } from '@patchbay/flow/testing';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, type OperationCatalog } from './compile.ts';
import { randomPlan } from './testing/randomPlan.ts';
import { plan, planOf, testOperationCatalog } from './testing.ts';

const shop = flow('hook -> ask', 'ask -yes-> each', 'ask -no-> refuse', 'each -error-> tell', 'each/send -> each/log');

/** The same document with its records in another order, as a database may give it back. */
function reordered(document: FlowDocument, order: (a: string, b: string) => number): FlowDocument {
  const sorted = <T>(records: Record<string, T>) =>
    Object.fromEntries(Object.entries(records).toSorted(([a], [b]) => order(a, b)));
  return { ...document, steps: sorted(document.steps), edges: sorted(document.edges) };
}

describe('compile', () => {
  it('puts every step after those it waits for, and loops before their insides', () => {
    expect(
      plan('hook -> ask', 'ask -yes-> each', 'ask -no-> refuse', 'each/send -> each/log').steps.map(({ id }) => id),
    ).toEqual(['hook', 'ask', 'each', 'send', 'log', 'refuse']);
    fc.assert(
      fc.property(randomPlan, ({ steps }) => {
        const place = new Map(steps.map(({ id }, index) => [id, index]));
        for (const step of steps) {
          const before = [...step.incoming.map(({ from }) => from), ...(step.parent ? [step.parent] : [])];
          expect(before.every((id) => (place.get(id) ?? 0) < (place.get(step.id) ?? 0))).toBe(true);
        }
      }),
    );
  });

  it('plans a frame that is drawn folded, and moved about, as any other', () => {
    const folded = withStep(shop, 'each', { folded: true, position: { x: 900, y: 900 } });
    expect(compile(folded, testOperationCatalog)).toEqual(compile(shop, testOperationCatalog));
  });

  it('gives the same plan for the same document, whatever the order of its records', () => {
    const straight = compile(
      reordered(shop, (a, b) => (a < b ? -1 : 1)),
      testOperationCatalog,
    );
    const turned = compile(
      reordered(shop, (a, b) => (a > b ? -1 : 1)),
      testOperationCatalog,
    );
    expect(straight.ok).toBe(true);
    expect(JSON.stringify(turned)).toBe(JSON.stringify(straight));
  });

  it('keeps what the engine needs and nothing of the canvas', () => {
    expect(planOf(shop).steps.find(({ id }) => id === 'each')).toEqual({
      id: 'each',
      connector: 'test',
      connectorVersion: '1',
      operation: 'forEach',
      kind: 'forEach',
      repeat: 'natural',
      inputs: {},
      incoming: [{ from: 'ask', outlet: 'yes' }],
      catchesError: true,
    });
  });

  it('keeps which step an address is of, and what that waits for', () => {
    const operations: OperationCatalog = {
      find: (uses) => {
        const found = testOperationCatalog.find({
          ...uses,
          operation: uses.operation === 'address' ? 'call' : uses.operation,
        });
        return uses.operation === 'address' ? found && { ...found, givesAddressOf: { input: 'step' } } : found;
      },
    };
    const of = (operation: string) => ({ uses: { connector: 'test', version: '1', operation } });
    const make = { ...of('address'), inputs: { step: { kind: 'literal', value: 'ask' } as const } };
    const document = withStep(withStep(flow('hook -> make', 'make -> ask'), 'ask', of('callback')), 'make', make);
    const compiled = compile(document, operations);
    const made = compiled.ok ? compiled.plan.steps.find(({ id }) => id === 'make') : compiled.diagnostics;
    expect(made).toMatchObject({ givesAddressOf: { step: 'ask', wait: 'callback' } });
  });

  it('reports a circle instead of compiling it', () => {
    const result = compile(flow('hook -> a', 'a -> b', 'b -> a'), testOperationCatalog);
    expect(result).toMatchObject({ ok: false, diagnostics: [expect.objectContaining({ code: 'cycle' })] });
  });

  it('reports an operation nobody knows', () => {
    const uses = { connector: 'gone', version: '1', operation: 'call' };
    const result = compile(withStep(shop, 'tell', { uses }), testOperationCatalog);
    expect(result).toMatchObject({ ok: false, diagnostics: [expect.objectContaining({ step: 'tell' })] });
  });

  it('passes on warnings', () => {
    const result = compile(flow('hook -> a', 'alone'), testOperationCatalog);
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.warnings.every(({ severity }) => severity === 'warning')).toBe(true);
  });

  it('writes out a method left at its default, by which a call is judged', () => {
    const request: OperationCatalog = {
      find: (uses) => {
        const operation = testOperationCatalog.find(uses);
        if (operation?.repeat !== 'by-method') return operation;
        return { ...operation, input: { type: 'object', properties: { method: { type: 'string', default: 'GET' } } } };
      },
    };
    const uses = { connector: 'test', version: '1', operation: 'byMethod' };
    const result = compile(withStep(flow('hook -> get'), 'get', { uses }), request);
    expect(result.ok && result.plan.steps[1]?.inputs).toEqual({ method: { kind: 'literal', value: 'GET' } });
  });
});
