import type { Mapping } from '@patchbay/expression';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFix } from './applyFix.ts';
import type { CatalogOperation } from './catalog.ts';
import { check } from './check/check.ts';
import type { Diagnostic } from './diagnostic.ts';
import { EdgeId, type FlowDocument, type Step } from './document.ts';
import { fixAll } from './fixAll.ts';
import { documents, flow, testCatalog, testOperations, withStep } from './testing.ts';

const customer: CatalogOperation['output'] = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    email: { type: 'string', format: 'email' },
    age: { type: 'integer' },
    born: { type: 'string' },
    nickname: { type: ['string', 'null'] },
    tags: { type: 'array', items: { type: 'string' } },
    tier: { enum: ['gold', 'silver'] },
    address: { type: 'object', properties: { city: { type: 'string' }, zip: { type: 'string' } }, required: ['city'] },
  },
  required: ['name', 'email', 'age', 'tags'],
  additionalProperties: false,
};
const send: CatalogOperation = {
  ...testOperations.call,
  input: {
    type: 'object',
    properties: {
      to: { type: 'string' },
      body: {
        type: 'object',
        properties: {
          count: { type: 'integer', minimum: 1, maximum: 9 },
          on: { type: 'string', format: 'date' },
          city: { type: 'string' },
        },
        required: ['city'],
      },
      tags: { type: 'array', items: { type: 'string' } },
      tier: { enum: ['gold', 'bronze'] },
      sum: { type: 'number' },
    },
    required: ['to'],
    additionalProperties: false,
  },
  output: customer,
};
const find: CatalogOperation = { ...testOperations.call, output: customer };
const shop: CatalogOperation = { ...find, needsConnection: true };
const catalog = {
  ...testCatalog({ send, find, shop }),
  accounts: () => [{ id: 'c1', name: 'Acme', connector: 'test' }],
};
const uses = (operation: string) => ({ connector: 'test', version: '1', operation });
const newEdge = () => EdgeId.parse('new');

function drawn(inputs: Record<string, Mapping>, ...lines: string[]): FlowDocument {
  const wires = lines.length > 0 ? lines : ['start -> found', 'found -> send'];
  const steps: [string, Partial<Step>][] = [
    ['found', { uses: uses('find') }],
    ['send', { uses: uses('send'), inputs }],
  ];
  return steps.reduce((document, [id, change]) => withStep(document, id, change), flow(...wires));
}

function fixed(document: FlowDocument, at = 0): FlowDocument {
  const diagnostic = check(document, catalog).find(({ fixes }) => fixes !== undefined);
  const fix = diagnostic?.fixes?.[at];
  if (diagnostic === undefined || fix === undefined) throw new Error('There is nothing to fix.');
  return applyFix(document, { diagnostic, fix, newEdge });
}

const found = (...path: string[]): Mapping => ({ kind: 'reference', step: 'found', path });
const to = found('email');

describe('a fix', () => {
  it.each<{ what: string; inputs: Record<string, Mapping>; becomes: Record<string, Mapping> }>([
    {
      what: 'converts',
      inputs: { to, sum: found('name') },
      becomes: { to, sum: { kind: 'formula', source: 'number(found.name)' } },
    },
    {
      what: 'takes the first',
      inputs: { to: found('tags') },
      becomes: { to: { kind: 'formula', source: 'first(found.tags)' } },
    },
    {
      what: 'makes a list',
      inputs: { to, tags: found('name') },
      becomes: { to, tags: { kind: 'list', items: [found('name')] } },
    },
    {
      what: 'picks the nearest choice',
      inputs: { to, tier: { kind: 'literal', value: 'Gold' } },
      becomes: { to, tier: { kind: 'literal', value: 'gold' } },
    },
    { what: 'picks the field that was meant', inputs: { to: found('emial') }, becomes: { to } },
    {
      what: 'takes a plain value when there is none',
      inputs: { to: found('nickname') },
      becomes: { to: { kind: 'formula', source: 'default(found.nickname, "–")' } },
    },
    { what: 'takes out what is not used', inputs: { to, cc: found('name') }, becomes: { to } },
    {
      what: 'takes out what an optional field has from a step that is gone',
      inputs: { to, sum: { kind: 'reference', step: 'gone', path: [] } },
      becomes: { to },
    },
  ])('$what', ({ inputs, becomes }) => {
    const after = fixed(drawn(inputs));
    expect(after.steps[Object.keys(after.steps).find((id) => id === 'send') as Step['id']]?.inputs).toEqual(becomes);
    expect(check(after, catalog).filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  it('draws the wire by which a value would be there', () => {
    const apart = drawn({ to }, 'start -> found', 'start -> send');
    const after = fixed(apart);
    expect(after.edges[newEdge()]).toEqual({ id: 'new', from: 'found', outlet: 'done', to: 'send' });
    expect(check(after, catalog)).toEqual([]);
  });

  it('takes the account there is', () => {
    const document = withStep(drawn({ to }), 'found', { uses: uses('shop') });
    expect(check(fixed(document), catalog)).toEqual([]);
  });
});

describe('what may not be there', () => {
  it('is told of where a field must have it: from a way that need not be taken, and from what may be null', () => {
    const branched = drawn(
      { to },
      'start -> ask',
      'ask -yes-> found',
      'ask -no-> other',
      'found -> send',
      'other -> send',
    );
    expect(check(branched, catalog)).toMatchObject([
      { code: 'source_not_certain', severity: 'warning', field: ['to'] },
    ]);
    expect(check(drawn({ to: found('nickname') }), catalog)).toMatchObject([
      { code: 'value_may_be_missing', severity: 'warning' },
    ]);
    expect(check(drawn({ to: found('address', 'zip') }), catalog)).toMatchObject([
      { code: 'value_may_be_missing', severity: 'note' },
    ]);
    expect(check(drawn({ to, sum: found('age') }), catalog)).toEqual([]);
  });
});

const paths = fc.constantFrom(
  'name',
  'email',
  'emial',
  'age',
  'born',
  'nickname',
  'tags',
  'tier',
  'address',
  'address.city',
  '',
);
const values: fc.Arbitrary<Mapping> = fc.oneof(
  fc
    .tuple(fc.constantFrom('found', 'start', 'send', 'other', 'gone'), paths)
    .map(([step, path]): Mapping => ({ kind: 'reference', step, path: path === '' ? [] : path.split('.') })),
  fc
    .constantFrom<(string | number | boolean | null | string[])[]>('Gold', '12', 'abc', '', 0, 40, 1.5, true, null, [
      'a',
    ])
    .map((value): Mapping => ({ kind: 'literal', value })),
  fc
    .constantFrom('found.age', 'found.tags', 'found.nme', 'upper(found.name)', '1 +')
    .map((source): Mapping => ({ kind: 'formula', source })),
);
const someInputs = fc
  .record(
    {
      to: values,
      cc: values,
      tags: values,
      tier: values,
      sum: values,
      body: fc.oneof(
        values,
        fc
          .record({ count: values, on: values, city: values, more: values }, { requiredKeys: [] })
          .map((fields): Mapping => ({ kind: 'object', fields })),
      ),
    },
    { requiredKeys: [] },
  )
  .map((inputs) => ({ ...inputs }) as Record<string, Mapping>);
const WIRINGS = [
  ['start -> found', 'found -> send', 'send -> other'],
  ['start -> found', 'start -> send', 'send -> other'],
  ['start -> ask', 'ask -yes-> found', 'ask -no-> other', 'found -> send', 'other -> send'],
  ['start -> found', 'found -> each', 'each/send -> each/other'],
  ['start -> found', 'found -error-> send', 'found -sideways-> other'],
];

/** The fixes after which their finding is still there, or something is wrong that was not. */
function unsound(document: FlowDocument): string[] {
  const before = check(document, catalog);
  const errors = new Set(before.filter(({ severity }) => severity === 'error').map(placeOf));
  return before.flatMap((diagnostic) =>
    (diagnostic.fixes ?? []).flatMap((fix) => {
      const after = check(applyFix(document, { diagnostic, fix, newEdge }), catalog);
      const count = (all: readonly Diagnostic[]) => all.filter((one) => keyOf(one) === keyOf(diagnostic)).length;
      const added = after.filter((one) => one.severity === 'error' && !errors.has(placeOf(one)));
      const left = count(after) < count(before) ? [] : [`${fix.title} left: ${diagnostic.message}`];
      return [...left, ...added.map(({ message }) => `${fix.title} added: ${message}`)];
    }),
  );
}

const keyOf = ({ step, edge, field, message }: Diagnostic) => JSON.stringify([step, edge, field, message]);

/**
 * One sentence is said of a field: behind the one that is gone another may stand, which was wrong before. Of circles that
 * hang together, it is chance which one is named.
 */
const placeOf = ({ step, edge, field, code }: Diagnostic) =>
  JSON.stringify(code === 'cycle' ? code : field === undefined ? [code, step, edge] : [step, field]);

describe('whatever the document, every fix takes its finding away and adds no error', () => {
  it('in steps that are filled in anyhow', () => {
    fc.assert(
      fc.property(someInputs, fc.constantFrom(...WIRINGS), (inputs, wires) => {
        expect(unsound(drawn(inputs, ...wires))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('in any other document', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(unsound(document)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

it('fixes by itself what can be fixed in one way alone, and leaves the rest', () => {
  const broken = drawn({ to: found('emial'), tier: { kind: 'literal', value: 'GOLD' }, sum: found('address') });
  const { document, fixed: done } = fixAll(broken, { catalog, newEdge });
  expect(done.map(({ fix }) => fix.title).toSorted()).toEqual(['Use email', 'Use “gold”']);
  expect(check(document, catalog)).toMatchObject([{ code: 'wrong_type', field: ['sum'] }]);
});
