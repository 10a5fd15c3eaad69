export { documents, edits, mappings, wiredDocuments } from './arbitraries.ts';

import type { Catalog, CatalogOperation } from './catalog.ts';
import { DONE, FlowDocument, type Step } from './document.ts';
import { own } from './equal.ts';
import { inWords } from './words.ts';

const LINE = /^([A-Za-z]\w*(?:\/[A-Za-z]\w*)*)(?: -(?:(\w+)-)?> ([A-Za-z]\w*(?:\/[A-Za-z]\w*)*))?$/;

type Drawn = { id: string; parent: string | undefined };
type Wire = { from: string; outlet: string; to: string };

/**
 * A flow in the words a reader would draw: `flow('order -> ask', 'ask -yes-> ship')`. A step is a word; `each/send` is the
 * step `send` inside the loop `each`. Steps are named as their words, use the operations of `testCatalog` that fit how they
 * are wired (starts are triggers, what has `yes` or `no` is a branch, what has steps inside is a loop, the rest are calls),
 * and have no inputs. Wires have ids such as `ask/yes/ship`. Use `withStep` for the rest.
 */
export function flow(...lines: string[]): FlowDocument {
  const steps = new Map<string, Drawn>();
  const wires: Wire[] = [];
  for (const line of lines) {
    const [, from, outlet = DONE, to] = LINE.exec(line) ?? [];
    if (from === undefined) throw new Error(`'${line}' is not a drawing such as 'ask -yes-> ship'.`);
    for (const place of [from, to]) draw(steps, place);
    if (to !== undefined) wires.push({ from: idOf(from), outlet, to: idOf(to) });
  }
  const drawn = [...steps.values()];
  const roles = rolesOf(drawn, wires);
  return FlowDocument.parse({
    version: 1,
    steps: Object.fromEntries(drawn.map((step, index) => [step.id, stepOf(step, index, roles)])),
    edges: Object.fromEntries(wires.map((wire) => [wireId(wire), { id: wireId(wire), ...wire }])),
    notes: {},
  });
}

/** The document with one of its steps changed. */
export function withStep(document: FlowDocument, id: string, changes: Partial<Step>): FlowDocument {
  const step = own(document.steps, id);
  if (step === undefined) throw new Error(`There is no step ${id}.`);
  return { ...document, steps: { ...document.steps, [id]: { ...step, ...changes } } };
}

/** An operation for every kind of step, named as its kind, of the connector `test`. They take any input. */
export const testOperations = {
  trigger: { title: 'Trigger', kind: 'trigger', input: true, output: true },
  call: { title: 'Call', kind: 'call', input: true, output: true },
  pure: { title: 'Compute', kind: 'pure', input: true, output: true },
  branch: {
    title: 'Branch',
    kind: 'branch',
    input: true,
    output: true,
    outlets: [
      { name: 'yes', label: 'Yes' },
      { name: 'no', label: 'No' },
    ],
  },
  switch: {
    title: 'Switch',
    kind: 'switch',
    input: true,
    output: true,
    outlets: [{ name: 'otherwise', label: 'Otherwise' }],
    outletsFrom: { input: 'cases' },
  },
  forEach: { title: 'For each', kind: 'forEach', input: true, output: true },
  repeat: { title: 'Repeat', kind: 'forEach', frame: 'until', input: true, output: true },
  group: { title: 'Group', kind: 'forEach', frame: 'once', input: true, output: true },
  wait: { title: 'Wait', kind: 'wait', wait: 'time', input: true, output: true },
  callback: {
    title: 'Callback',
    kind: 'wait',
    wait: 'callback',
    input: true,
    output: true,
    outlets: [
      { name: 'done', label: 'Called' },
      { name: 'timeout', label: 'Timeout' },
    ],
  },
  subflow: {
    title: 'Call a flow',
    kind: 'call',
    callsFlow: true,
    typedBy: { kind: 'flow', by: 'flow', takes: 'input', gives: {} },
    input: true,
    output: true,
  },
  join: { title: 'Join', kind: 'pure', input: true, output: true, startsFrom: { input: 'wait' } },
  respond: { title: 'Respond', kind: 'respond', input: true, output: true },
  stop: { title: 'Stop', kind: 'stop', input: true, output: true, outlets: [] },
} as const satisfies Record<string, CatalogOperation>;

/** A catalog of the connector `test`, version `1`: the operations every kind has, and further ones by name. */
export function testCatalog(further: Readonly<Record<string, CatalogOperation>> = {}): Catalog {
  const operations = new Map<string, CatalogOperation>(Object.entries({ ...testOperations, ...further }));
  return { find: ({ connector, operation }) => (connector === 'test' ? operations.get(operation) : undefined) };
}

function draw(steps: Map<string, Drawn>, place: string | undefined) {
  const ids = place?.split('/') ?? [];
  for (const [depth, id] of ids.entries()) {
    const known = steps.get(id);
    const parent = ids[depth - 1] ?? known?.parent;
    steps.set(id, { id, parent });
  }
}

type Roles = { loops: Set<string>; branches: Set<string>; targets: Set<string> };

function rolesOf(drawn: readonly Drawn[], wires: readonly Wire[]): Roles {
  const asks = wires.filter(({ outlet }) => outlet === 'yes' || outlet === 'no');
  return {
    loops: new Set(drawn.flatMap(({ parent }) => parent ?? [])),
    branches: new Set(asks.map(({ from }) => from)),
    targets: new Set(wires.map(({ to }) => to)),
  };
}

function stepOf({ id, parent }: Drawn, index: number, roles: Roles) {
  return {
    id,
    name: inWords(id),
    uses: { connector: 'test', version: '1', operation: operationFor({ id, parent }, roles) },
    inputs: {},
    ...(parent !== undefined && { parent }),
    position: { x: 0, y: index * 120 },
  };
}

function operationFor({ id, parent }: Drawn, { loops, branches, targets }: Roles): keyof typeof testOperations {
  if (loops.has(id)) return 'forEach';
  if (branches.has(id)) return 'branch';
  return parent === undefined && !targets.has(id) ? 'trigger' : 'call';
}

function idOf(place: string): string {
  return place.split('/').at(-1) ?? place;
}

function wireId({ from, outlet, to }: Wire): string {
  return `${from}/${outlet}/${to}`;
}
