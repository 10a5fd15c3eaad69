import type { Mapping } from '@patchbay/expression';
import { spell } from '@patchbay/words';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuClock } from '../../../../tooling/testing/cpuClock.ts';
import type { CatalogOperation } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { EdgeId, emptyDocument, type FlowDocument, type Step, StepId } from '../document.ts';
import { documents, flow, testCatalog, testOperations, withStep } from '../testing.ts';
import { check } from './check.ts';

const literal = (value: string | number | null): Mapping => ({ kind: 'literal', value });
const reference = (step: string, ...path: (string | number)[]): Mapping => ({ kind: 'reference', step, path });
const formula = (source: string): Mapping => ({ kind: 'formula', source });

const uses = (operation: string) => ({ connector: 'test', version: '1', operation });

const getCustomer: CatalogOperation = {
  ...testOperations.call,
  title: 'Get customer',
  input: {
    type: 'object',
    properties: {
      customerId: { type: 'string' },
      visits: { type: 'integer' },
      body: { $ref: '#/$defs/Body', title: 'Details' },
      lines: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } }, required: ['sku'] } },
    },
    required: ['customerId'],
    $defs: {
      Body: {
        type: 'object',
        properties: { email: { type: 'string' }, note: { type: 'string' }, kind: { enum: ['', 'big'] } },
        required: ['email', 'kind'],
        additionalProperties: false,
      },
    },
  },
  output: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      age: { type: 'number' },
      tags: { type: 'array', items: { type: 'string' } },
    },
  },
  needsConnection: true,
};
const catalog = testCatalog({ getCustomer });

/** `order -> get`, where get is "Get customer" with these inputs. */
function customerFlow(inputs: Record<string, Mapping>, changes: Partial<Step> = {}): FlowDocument {
  const step = { name: 'Get customer', uses: uses('getCustomer'), connection: 'c1', inputs, ...changes };
  return withStep(flow('order -> get'), 'get', step);
}

function messages(document: FlowDocument): string[] {
  return check(document, catalog).map(({ message }) => message);
}

function found(document: FlowDocument): Partial<Diagnostic>[] {
  return check(document, catalog).map(({ code, step, field }) => JSON.parse(JSON.stringify({ code, step, field })));
}

function rewired(document: FlowDocument, ...[from, outlet, to]: [string, string, string]): FlowDocument {
  const edge = { id: EdgeId.parse('wire'), from: StepId.parse(from), outlet, to: StepId.parse(to) };
  return { ...document, edges: { ...document.edges, wire: edge } };
}

describe('the flow as a whole', () => {
  it('is fine when everything is', () => {
    expect(
      check(
        flow('order -> ask', 'ask -yes-> ship', 'ask -no-> each', 'each/a -> each/b', 'ship -> end', 'each -> end'),
        catalog,
      ),
    ).toEqual([]);
    expect(check(customerFlow({ customerId: reference('order', 'id') }), catalog)).toEqual([]);
  });

  it('needs a trigger', () => {
    expect(messages(emptyDocument)).toEqual(['This flow has no trigger. Add one to say what starts it.']);
  });

  it('names the steps of a circle in the order of its wires', () => {
    const circle = flow('order -> ask', 'ask -> ship', 'ship -> pay', 'pay -> ask');
    expect(messages(circle)).toEqual([
      "'Ask', 'Ship' and 'Pay' wait for each other in a circle. Remove one of the wires between them.",
    ]);
    expect(messages(flow('order -> ask', 'ask -> ask'))).toEqual([
      "'Ask' waits for itself. Remove one of the wires between them.",
    ]);
  });

  it('finds each circle of several', () => {
    const circles = flow('order -> a', 'a -> b', 'b -> a', 'order -> c', 'c -> d', 'd -> e', 'e -> c');
    expect(found(circles).map(({ code }) => code)).toEqual(['cycle', 'cycle']);
  });

  it('refuses more than a thousand steps, and says how many there are', () => {
    const lines = Array.from({ length: 1_001 }, (_, index) => `s${index} -> s${index + 1}`);
    expect(messages(flow(...lines))).toEqual([
      'This flow has 1002 steps; 1000 is the most. Move some of them to a flow of their own.',
    ]);
  });

  it('lists what is wrong in the order in which steps run', () => {
    const document = withStep(customerFlow({}), 'order', { uses: uses('gone') });
    const rest = flow('order -> get', 'get -> zebra', 'zebra -> alpha');
    const long = {
      ...rest,
      steps: { ...rest.steps, ...document.steps, alpha: { ...rest.steps.alpha, uses: uses('gone') } },
    };
    expect(found(long as FlowDocument).filter(({ code }) => code !== 'step_not_reached')).toEqual([
      { code: 'no_trigger' },
      { code: 'unknown_operation', step: 'order' },
      { code: 'required_field_missing', step: 'get', field: ['customerId'] },
      { code: 'unknown_operation', step: 'alpha' },
    ]);
  });
});

describe('where steps stand', () => {
  it('knows the operation of each step', () => {
    expect(
      messages(withStep(flow('order -> get'), 'get', { uses: { connector: 'acme', version: '2', operation: 'pay' } })),
    ).toEqual([
      "'Get' uses pay of acme, which is not here (version 2). Add its API again, update Patchbay, or pick something else for the step.",
    ]);
  });

  it('warns of a step that nothing leads to, also of everything behind it', () => {
    const lost = withStep(flow('order -> ask', 'island -> beach'), 'island', { uses: uses('call') });
    expect(found(lost)).toEqual([
      { code: 'step_not_reached', step: 'island' },
      { code: 'step_not_reached', step: 'beach' },
    ]);
    expect(check(lost, catalog)).toMatchObject([{ severity: 'warning' }, { severity: 'warning' }]);
  });

  it('warns of a loop without steps', () => {
    const document = withStep(flow('order -> each'), 'each', { uses: uses('forEach') });
    expect(messages(document)).toEqual(["The loop 'Each' has no steps inside, so it does nothing."]);
  });

  it.each<[FlowDocument, string, string]>([
    [
      withStep(flow('order -> ask'), 'ask', { parent: StepId.parse('lost') }),
      'loop_missing',
      "'Ask' stands in a loop that is gone. Move it out.",
    ],
    [
      withStep(flow('order -> each', 'each/a'), 'each', { uses: uses('call') }),
      'parent_not_a_loop',
      "'A' stands inside 'Each', which is not a loop. Move it out.",
    ],
    [
      withStep(flow('order -> each', 'each/a'), 'a', { uses: uses('trigger') }),
      'trigger_in_loop',
      "The trigger 'A' stands inside a loop. Move it out.",
    ],
    [
      withStep(flow('order -> each', 'each/in', 'in/a'), 'each', { parent: StepId.parse('in') }),
      'loop_in_itself',
      "'Each' stands inside itself, by way of 'In'. Move it out.",
    ],
    [
      flow('t', `l0/${Array.from({ length: 11 }, (_, n) => `m${n}`).join('/')}`),
      'loops_too_deep',
      "'M10' stands in 11 loops; 10 is the most.",
    ],
  ])('%#: says which loop is wrong', (document, code, message) => {
    expect(check(document, catalog).map((diagnostic) => [diagnostic.code, diagnostic.message])).toContainEqual([
      code,
      message,
    ]);
  });
});

describe('wires', () => {
  const base = flow('order -> ask', 'ask -yes-> ship', 'ask -no-> each', 'each/a -> each/b');
  it.each<[FlowDocument, string, string]>([
    [
      rewired(base, 'ask', 'maybe', 'ship'),
      'unknown_outlet',
      "'Ask' has no way out called 'maybe' to 'Ship'. It has 'yes', 'no' and 'error'.",
    ],
    [
      rewired(base, 'order', 'error', 'ship'),
      'unknown_outlet',
      "'Order' has no way out called 'error' to 'Ship'. It has 'done'.",
    ],
    [
      rewired(base, 'ship', 'done', 'gone'),
      'edge_to_missing_step',
      "A wire from 'Ship' leads to a step that is gone. Remove it.",
    ],
    [
      rewired(base, 'gone', 'done', 'ship'),
      'edge_from_missing_step',
      "A wire to 'Ship' comes from a step that is gone. Remove it.",
    ],
    [
      rewired(base, 'gone', 'done', 'toString'),
      'edge_from_missing_step',
      'A wire to a step that is gone as well comes from a step that is gone. Remove it.',
    ],
    [
      rewired(base, 'ship', 'done', 'a'),
      'edge_across_loop',
      "The wire from 'Ship' to 'A' crosses the border of the loop 'Each'. Connect the loop itself instead.",
    ],
    [
      rewired(base, 'b', 'done', 'ship'),
      'edge_across_loop',
      "The wire from 'B' to 'Ship' crosses the border of the loop 'Each'. Connect the loop itself instead.",
    ],
    [
      rewired(base, 'ship', 'done', 'order'),
      'edge_into_trigger',
      "The wire from 'Ship' to 'Order' leads into a trigger, which starts by itself. Remove it.",
    ],
    [
      rewired(base, 'ask', 'yes', 'ship'),
      'edge_twice',
      "'Ask' and 'Ship' are connected twice. One of the wires does nothing.",
    ],
  ])('%#: says which wire is wrong and what to do', (document, code, message) => {
    const problem = check(document, catalog).find((diagnostic) => diagnostic.code === code);
    expect(problem).toMatchObject({ message, edge: 'wire' });
  });

  it('may leave every step but a trigger through its error outlet', () => {
    expect(check(rewired(base, 'ship', 'error', 'after'), catalog)).toHaveLength(1);
    expect(check(flow('order -> ship', 'ship -error-> tell'), catalog)).toEqual([]);
  });
});

describe('the fields of a step', () => {
  it('names the required field that has no value, by its title or in words', () => {
    expect(check(customerFlow({}), catalog)).toMatchObject([
      {
        code: 'required_field_missing',
        severity: 'error',
        message: "'Get customer' needs a value for Customer id.",
        step: 'get',
        field: ['customerId'],
      },
    ]);
  });

  it.each([literal(''), literal(null), formula('  '), { kind: 'template', parts: [''] } satisfies Mapping])(
    'takes %j for no value, and says so once',
    (mapping) => {
      expect(found(customerFlow({ customerId: mapping }))).toEqual([
        { code: 'required_field_missing', step: 'get', field: ['customerId'] },
      ]);
    },
  );

  it('asks for required fields inside an object only once it is filled, mapped or typed', () => {
    const id = { customerId: literal('1') };
    const missing = { code: 'required_field_missing', step: 'get', field: ['body', 'email'] };
    expect(found(customerFlow(id))).toEqual([]);
    expect(found(customerFlow({ ...id, body: { kind: 'object', fields: { kind: literal('') } } }))).toEqual([missing]);
    expect(found(customerFlow({ ...id, body: { kind: 'literal', value: { kind: 'big' } } }))).toEqual([missing]);
    expect(messages(customerFlow({ ...id, body: { kind: 'object', fields: { kind: literal('big') } } }))).toEqual([
      "'Get customer' needs a value for Details › Email.",
    ]);
  });

  it('looks into the items of a list', () => {
    const lines: Mapping = {
      kind: 'list',
      items: [
        { kind: 'object', fields: { sku: literal('x') } },
        { kind: 'object', fields: {} },
      ],
    };
    expect(messages(customerFlow({ customerId: literal('1'), lines }))).toEqual([
      "'Get customer' needs a value for Lines › item 2 › Sku.",
    ]);
  });

  it('does not ask for a required field that has a default', () => {
    const operation: CatalogOperation = {
      ...testOperations.call,
      input: { type: 'object', properties: { method: { type: 'string', default: 'GET' } }, required: ['method'] },
    };
    expect(check(withStep(flow('a -> b'), 'b', { uses: uses('x') }), testCatalog({ x: operation }))).toEqual([]);
  });

  it('warns of fields that the operation does not have', () => {
    const inputs = { customerId: literal('1'), custmer: literal('2') };
    expect(check(customerFlow(inputs), catalog)).toMatchObject([
      {
        code: 'unknown_input',
        severity: 'warning',
        message:
          "'Get customer' has no field Custmer, so its value is not used. It has Customer id, Visits, Details and Lines.",
        step: 'get',
        field: ['custmer'],
        fixes: [{ title: 'Take it out', kind: 'clear' }],
      },
    ]);
  });

  it('refuses a field that a closed object does not have, and names the one that may be meant', () => {
    const body: Mapping = { kind: 'object', fields: { kind: literal('big'), email: literal('x'), nots: literal('y') } };
    const [problem] = check(customerFlow({ customerId: literal('1'), body }), catalog);
    expect(problem).toMatchObject({ severity: 'error', field: ['body', 'nots'], step: 'get' });
    expect(problem?.message).toBe("'Get customer', Details › Nots: There is no field nots here. Did you mean note?");
  });

  it('needs a connected account where the operation does', () => {
    const { connection: _none, ...step } = { ...customerFlow({ customerId: literal('1') }).steps.get } as Step;
    const document = customerFlow({});
    expect(messages({ ...document, steps: { ...document.steps, get: step } })).toEqual([
      "'Get customer' needs a connected account. Choose one.",
    ]);
  });
});

describe('values from other steps', () => {
  const id = { customerId: literal('1') };

  it.each([
    [
      reference('gone', 'x'),
      'reference_to_missing_step',
      "'Get customer' takes a value from a step that is gone. Pick a replacement.",
    ],
    [
      reference('later'),
      'reference_not_before',
      "'Get customer' takes a value from 'Later', which does not run before it. Connect them or pick another value.",
    ],
    [
      reference('get', 'name'),
      'reference_not_before',
      "'Get customer' takes a value from itself. Pick one from a step before it.",
    ],
    [
      { kind: 'template', parts: ['Hello ', { kind: 'reference', step: 'later', path: [] }] } satisfies Mapping,
      'reference_not_before',
      "'Get customer' takes a value from 'Later', which does not run before it. Connect them or pick another value.",
    ],
    [
      formula('later.name'),
      'reference_not_before',
      "'Get customer' takes a value from 'Later', which does not run before it. Connect them or pick another value.",
    ],
  ])('%#: are refused from a step that is gone or not before it', (mapping, code, message) => {
    const { steps, edges } = flow('get -> later');
    const document = customerFlow({ ...id, customerId: mapping });
    const longer = { ...document, steps: { ...steps, ...document.steps }, edges: { ...edges, ...document.edges } };
    expect(check(longer, catalog)).toMatchObject([{ code, message, step: 'get', field: ['customerId'] }]);
  });

  it('may come from the loop around a step, and from before the loop, but not from inside a finished one', () => {
    const loop = flow('order -> each', 'each/a -> each/b', 'each -> after');
    const inside = withStep(loop, 'b', {
      inputs: { x: reference('each', 'item'), y: reference('a'), z: reference('order') },
    });
    expect(check(inside, catalog)).toEqual([]);
    const outside = withStep(loop, 'after', { inputs: { x: reference('each', 'count'), y: reference('a') } });
    expect(found(outside)).toEqual([{ code: 'reference_not_before', step: 'after', field: ['y'] }]);
  });

  it('may be collected from inside a loop', () => {
    const loop = withStep(flow('order -> each', 'each/a'), 'each', {
      inputs: { items: reference('order'), collect: reference('a') },
    });
    expect(check(loop, catalog)).toEqual([]);
  });

  it('say where in a formula the trouble is', () => {
    const [problem] = check(customerFlow({ customerId: formula('order.id +') }), catalog);
    expect(problem).toMatchObject({
      severity: 'error',
      step: 'get',
      field: ['customerId'],
      position: { from: expect.any(Number) },
    });
    expect(problem?.message).toMatch(/^'Get customer', Customer id: [A-Z].*\.$/);
  });

  it('are checked against the type of the field and of the step they come from, by name', () => {
    const document = flow('order -> first', 'first -> get');
    const first = { name: 'Look up', uses: uses('getCustomer'), connection: 'c', inputs: id };
    const withFirst = withStep(document, 'first', first);
    const get = (inputs: Record<string, Mapping>) =>
      withStep(withFirst, 'get', { ...first, name: 'Get customer', inputs });
    expect(check(get({ customerId: reference('first', 'name') }), catalog)).toEqual([]);
    const [unknown] = check(get({ customerId: reference('first', 'nam') }), catalog);
    expect(unknown).toMatchObject({ step: 'get', field: ['customerId'] });
    expect(unknown?.message).toContain("'Look up'");
    expect(unknown?.message).not.toContain('first');
    const [wrong] = check(get({ ...id, visits: reference('first', 'tags') }), catalog);
    expect(wrong).toMatchObject({ code: 'wrong_type', step: 'get', field: ['visits'] });
  });
});

describe('any document', () => {
  it('is checked without throwing, and every sentence is one a person can read', () => {
    fc.assert(
      fc.property(documents, (document) => {
        for (const { message, said, step } of check(document, catalog)) {
          expect(said === undefined ? message : spell(said)).toBe(message);
          expect(message).toMatch(/^['A-Z].*[.?]$/s);
          expect(message).not.toContain('undefined');
          expect(step === undefined || Object.hasOwn(document.steps, step)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('of a thousand steps that each build on the last is checked in a moment', () => {
    const count = 999;
    let document = flow(...Array.from({ length: count }, (_, index) => `s${index} -> s${index + 1}`));
    const steps = Object.values(document.steps).map((step, index): [string, Step] => [
      step.id,
      index === 0 ? step : { ...step, inputs: { x: formula(`s${index - 1}.x + s0.total`) } },
    ]);
    document = { ...document, steps: Object.fromEntries(steps) };
    const spentMs = cpuClock();
    expect(check(document, catalog)).toEqual([]);
    expect(spentMs()).toBeLessThan(3_000);
  });
});
