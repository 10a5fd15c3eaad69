import type { Mapping } from '@patchbay/expression';
import * as fc from 'fast-check';
import { type Edge, FlowDocument, type Step } from './document.ts';

const STEP_IDS = ['a', 'b', 'c', 'd', 'e', 'constructor', 'f'];
const OPERATIONS =
  'trigger call pure branch switch join forEach repeat group respond stop wait callback subflow gone'.split(' ');
const FORMULAS = ['a.total * 2', 'b.items.map(x, x.price)', '1 +', 'size(c) > gone.d', '', '"é" + e.name'];

const ids = fc.constantFrom(...STEP_IDS);
const references = fc.record({
  kind: fc.constant('reference' as const),
  step: ids,
  path: fc.array(fc.oneof(fc.constantFrom('item', 'body', 'total'), fc.nat({ max: 3 })), { maxLength: 3 }),
});
const formulas = fc.record({ kind: fc.constant('formula' as const), source: fc.constantFrom(...FORMULAS) });

/** Mappings of every kind, two levels deep at most. */
export const mappings: fc.Arbitrary<Mapping> = fc.letrec<{ mapping: Mapping }>((tie) => ({
  mapping: fc.oneof(
    { maxDepth: 2 },
    fc.record({
      kind: fc.constant('literal' as const),
      value: fc.constantFrom(null, '', 1, 'x', [1], { a: { b: true } }),
    }),
    references,
    formulas,
    fc.record({
      kind: fc.constant('template' as const),
      parts: fc.array(fc.oneof(fc.constantFrom('', 'Hello '), references, formulas), { maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('object' as const),
      fields: fc.dictionary(fc.constantFrom('name', 'email'), tie('mapping'), { maxKeys: 2 }),
    }),
    fc.record({ kind: fc.constant('list' as const), items: fc.array(tie('mapping'), { maxLength: 2 }) }),
  ),
})).mapping;

const inputs = fc.dictionary(fc.constantFrom('body', 'items', 'collect', 'to', 'cases', 'until', 'flow'), mappings, {
  maxKeys: 3,
});
const names = fc.constantFrom('Get customer', 'Send e-mail', 'Größe', '顧客');
const coordinates = fc.integer({ min: 0, max: 400 });
const positions = fc.record({ x: coordinates, y: coordinates });

const steps = fc.record(
  {
    id: ids,
    name: names,
    uses: fc.record({
      connector: fc.constant('test'),
      version: fc.constant('1'),
      operation: fc.constantFrom(...OPERATIONS),
    }),
    inputs,
    connection: fc.constantFrom('c1', 'c2'),
    parent: ids,
    disabled: fc.boolean(),
    folded: fc.boolean(),
    position: positions,
  },
  { requiredKeys: ['id', 'name', 'uses', 'inputs', 'position'] },
);
const edges = fc.record({
  id: fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8'),
  from: ids,
  outlet: fc.constantFrom('done', 'yes', 'error', 'sideways'),
  to: ids,
});
const notes = fc.record({
  id: fc.constantFrom('n1', 'n2'),
  text: fc.constantFrom('', 'Why', 'How'),
  position: positions,
  width: fc.constant(200),
  height: fc.constantFrom(80, 120),
});

const settings = fc.option(
  fc.record(
    {
      timeLimitMs: fc.constantFrom(60_000, 90_000),
      onFailure: fc.constantFrom('f1', 'f2'),
      atOnce: fc.constantFrom(1, 5),
      key: mappings,
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
);

/** Any document the schema takes: also ones with circles, lost wires, loops inside themselves and unreadable formulas. */
export const documents: fc.Arbitrary<FlowDocument> = fc
  .record({ steps: records(steps, 7), edges: records(edges, 8), notes: records(notes, 2), settings })
  .map(({ settings: given, ...records }) =>
    FlowDocument.parse({ version: 1, ...records, ...(given && { settings: given }) }),
  );

/** A document as editing leaves it: every wire has both its ends, and every loop is there. */
export const wiredDocuments: fc.Arbitrary<FlowDocument> = documents.map(tidied);

/** What a person may do to a document in one sitting: a few changes, the last of which always leaves it tidy. */
export const edits: fc.Arbitrary<(document: FlowDocument) => FlowDocument> = fc
  .array(
    fc.oneof(
      fc.record({ kind: fc.constant('rename' as const), id: ids, name: fc.constantFrom('Ship', 'Ask', 'Pay') }),
      fc.record({ kind: fc.constant('move' as const), id: ids, position: positions }),
      fc.record({
        kind: fc.constant('fill' as const),
        id: ids,
        input: fc.constantFrom('body', 'to'),
        mapping: mappings,
      }),
      fc.record({ kind: fc.constant('put' as const), step: steps }),
      fc.record({ kind: fc.constant('delete' as const), id: ids }),
      fc.record({ kind: fc.constant('wire' as const), edge: edges }),
      fc.record({ kind: fc.constant('unwire' as const), id: fc.constantFrom('1', '2', '3', '4') }),
      fc.record({ kind: fc.constant('note' as const), note: notes }),
      fc.record({ kind: fc.constant('settings' as const), settings }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((changes) => (document: FlowDocument) => tidied(changes.reduce<FlowDocument>(edited, document)));

type EditOf<T> = T extends fc.Arbitrary<infer Value> ? Value : never;
type RawStep = EditOf<typeof steps>;
type RawEdge = EditOf<typeof edges>;
type RawNote = EditOf<typeof notes>;
type Change =
  | { kind: 'rename'; id: string; name: string }
  | { kind: 'move'; id: string; position: { x: number; y: number } }
  | { kind: 'fill'; id: string; input: string; mapping: Mapping }
  | { kind: 'put'; step: RawStep }
  | { kind: 'delete' | 'unwire'; id: string }
  | { kind: 'wire'; edge: RawEdge }
  | { kind: 'note'; note: RawNote }
  | { kind: 'settings'; settings: FlowDocument['settings'] };

function edited(document: FlowDocument, change: Change): FlowDocument {
  switch (change.kind) {
    case 'rename':
      return changed(document, change.id, { name: change.name });
    case 'move':
      return changed(document, change.id, { position: change.position });
    case 'fill':
      return changed(document, change.id, (step) => ({ inputs: { ...step.inputs, [change.input]: change.mapping } }));
    case 'put':
      return FlowDocument.parse({ ...document, steps: { ...document.steps, [change.step.id]: change.step } });
    case 'delete':
      return { ...document, steps: without(document.steps, change.id) };
    case 'unwire':
      return { ...document, edges: without(document.edges, change.id) };
    case 'wire':
      return FlowDocument.parse({ ...document, edges: { ...document.edges, [change.edge.id]: change.edge } });
    case 'note':
      return FlowDocument.parse({ ...document, notes: { ...document.notes, [change.note.id]: change.note } });
    case 'settings': {
      const { settings: _before, ...rest } = document;
      return change.settings === undefined ? rest : { ...rest, settings: change.settings };
    }
  }
}

type StepChange = Partial<Step> | ((step: Step) => Partial<Step>);

function changed(document: FlowDocument, id: string, change: StepChange): FlowDocument {
  const step = Object.hasOwn(document.steps, id) ? document.steps[id] : undefined;
  if (step === undefined) return document;
  const changes = typeof change === 'function' ? change(step) : change;
  return { ...document, steps: { ...document.steps, [id]: { ...step, ...changes } } };
}

function tidied(document: FlowDocument): FlowDocument {
  const has = (id: string) => Object.hasOwn(document.steps, id);
  const isWired = ({ from, to }: Edge) => has(from) && has(to);
  return {
    ...document,
    steps: Object.fromEntries(Object.entries(document.steps).map(([id, step]) => [id, outOfLostLoop(step, has)])),
    edges: Object.fromEntries(Object.entries(document.edges).filter(([, edge]) => isWired(edge))),
  };
}

function outOfLostLoop(step: Step, has: (id: string) => boolean): Step {
  if (step.parent === undefined || has(step.parent)) return step;
  const { parent: _lost, ...rest } = step;
  return rest;
}

function without<T>(records: Record<string, T>, id: string): Record<string, T> {
  return Object.fromEntries(Object.entries(records).filter(([key]) => key !== id));
}

function records<T extends { id: string }>(record: fc.Arbitrary<T>, maxLength: number) {
  return fc
    .uniqueArray(record, { selector: ({ id }) => id, maxLength })
    .map((list) => Object.fromEntries(list.map((item) => [item.id, item])));
}
