import type { Json, Mapping } from '@patchbay/expression';
import { flow } from '@patchbay/flow/testing';
import * as fc from 'fast-check';
import type { Plan } from '../plan.ts';
import { planOf, type StepChanges } from './plan.ts';

/** A step as it is drawn at random: what it is, which steps before it lead to it and how, and what is inside a loop. */
type Drawn = {
  kind:
    | 'call'
    | 'unsafe'
    | 'keyed'
    | 'byMethod'
    | 'subflow'
    | 'pure'
    | 'branch'
    | 'switch'
    | 'choose'
    | 'join'
    | 'wait'
    | 'callback'
    | 'approval'
    | 'respond'
    | 'stop'
    | 'forEach'
    | 'fed'
    | 'repeat'
    | 'group';
  isOff: boolean;
  sources: { step: number; outlet: number }[];
  items: boolean[];
  inside: Drawn[];
  onError: string;
  /** How often a call is tried; undefined for as often as the engine does by itself. */
  tries: number | undefined;
  /** Which of the two triggers it stands behind, where no step leads to it: the first, the second or both. */
  starts: readonly string[];
};

const CALLS: ReadonlySet<string> = new Set(['call', 'unsafe', 'keyed', 'byMethod', 'subflow']);
const FRAMES: ReadonlySet<string> = new Set(['forEach', 'fed', 'repeat', 'group']);

const OPERATIONS: Readonly<Record<string, string>> = { choose: 'switch', fed: 'forEach' };

const OUTLETS: Readonly<Record<string, readonly string[]>> = {
  branch: ['yes', 'no', 'error'],
  switch: ['case1', 'otherwise', 'error'],
  choose: ['case1', 'otherwise', 'error'],
  callback: ['done', 'timeout', 'error'],
  approval: ['approved', 'declined', 'timeout'],
};
const STARTS = [['start'], ['start'], ['start'], ['other'], ['start', 'other']] as const;
const OTHER_OUTLETS = ['done', 'done', 'error'];

/**
 * Plans of any shape: joins, branches, error outlets, loops in loops, every kind of step and of call. A step takes no value
 * from another but its loop's item, so that a plan always compiles; a loop that is fed takes its list.
 */
export const randomPlan = plansOf({ isWild: false });

/** The same, and what may end differently when calls answer in another order: stop steps, and loops that stop many at once. */
export const wildPlan = plansOf({ isWild: true });

/** Wild ones of which some have a time limit, and calls that are given up after a moment. */
export const limitedPlan: fc.Arbitrary<Plan> = fc
  .record({ plan: wildPlan, limit: fc.constantFrom(undefined, undefined, undefined, 60_000), hasty: fc.boolean() })
  .map(({ plan, limit, hasty }) => ({
    ...plan,
    steps: plan.steps.map((step) => (hasty && step.kind === 'call' ? { ...step, timeoutMs: 1 } : step)),
    ...(limit !== undefined && { timeLimitMs: limit }),
  }));

function plansOf({ isWild }: { isWild: boolean }): fc.Arbitrary<Plan> {
  return stepsOf(0, { isWild }).map((steps) => planOfDrawn(steps, isWild));
}

function planOfDrawn(steps: readonly Drawn[], isWild: boolean): Plan {
  const lines: string[] = [];
  const changes: Record<string, StepChanges> = {};
  draw(steps, { prefix: '', lines, changes, path: '', isWild });
  return planOf(flow('start', 'other', ...lines), changes);
}

function stepsOf(depth: number, { isWild }: { isWild: boolean }): fc.Arbitrary<Drawn[]> {
  const kinds = [
    'call',
    'unsafe',
    'keyed',
    'byMethod',
    'subflow',
    'pure',
    'branch',
    'switch',
    'choose',
    'join',
    'wait',
    'callback',
    'approval',
    'respond',
    ...(isWild ? (['stop'] as const) : []),
    ...(depth < 2 ? (['forEach', 'forEach', 'fed', 'repeat', 'group'] as const) : []),
  ] as const;
  const step: fc.Arbitrary<Drawn> = fc.constantFrom(...kinds).chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      isOff: fc.integer({ min: 0, max: 7 }).map((one) => one === 7),
      sources: fc.array(fc.record({ step: fc.nat(6), outlet: fc.nat(2) }), { maxLength: 3 }),
      items: fc.array(fc.boolean(), { maxLength: 3 }),
      inside: FRAMES.has(kind) ? stepsOf(depth + 1, { isWild }) : fc.constant([]),
      onError: fc.constantFrom('stop', 'skip', 'collect'),
      tries: fc.constantFrom(undefined, undefined, 1, 3),
      starts: fc.constantFrom(...STARTS),
    }),
  );
  return fc.array(step, { minLength: 1, maxLength: depth === 0 ? 6 : 3 });
}

type Canvas = { prefix: string; path: string; lines: string[]; changes: Record<string, StepChanges>; isWild: boolean };

function draw(steps: readonly Drawn[], { prefix, path, lines, changes, isWild }: Canvas): void {
  const loop = path.split('/').at(-2);
  for (const [index, { isOff, sources, inside, tries, starts, ...drawn }] of steps.entries()) {
    const id = `${prefix || 's'}${index}`;
    const isOpen = ({ step }: { step: number }) => steps[step % index]?.kind !== 'stop';
    const wires = new Set(
      index === 0
        ? []
        : sources.filter(isOpen).map(({ step, outlet }) => wire(steps, { to: index, from: step % index, outlet })),
    );
    const start = path === '' ? starts.map((trigger) => `${trigger} -`) : [];
    const ways = wires.size > 0 ? [...wires].map((from) => `${path}${prefix || 's'}${from}`) : start;
    const inputs = inputsOf({ ...drawn, id, isWild, item: itemOf(loop, changes) });
    const retry = tries !== undefined && { retry: { tries, firstWaitMs: 1_000 } };
    const isFed = drawn.kind === 'fed';
    const first = isFed ? `${id}_list` : id;
    lines.push(`${path}${first}`, ...ways.map((from) => `${from}> ${path}${first}`));
    if (isFed) {
      lines.push(`${path}${first} -> ${path}${id}`);
      changes[first] = {
        operation: 'list',
        inputs: { pages: literal({ take: 'all' }), many: literal(drawn.items.length) },
        ...retry,
      };
    }
    changes[id] = {
      operation: OPERATIONS[drawn.kind] ?? drawn.kind,
      inputs,
      ...(isOff && { disabled: true }),
      ...(CALLS.has(drawn.kind) && retry),
    };
    draw(inside, { prefix: `${id}_`, path: `${path}${id}/`, lines, changes, isWild });
  }
}

function wire(steps: readonly Drawn[], { from, outlet }: { from: number; to: number; outlet: number }): string {
  const outlets = OUTLETS[steps[from]?.kind ?? ''] ?? OTHER_OUTLETS;
  return `${from} -${outlets[outlet]}-`;
}

type Filling = Pick<Drawn, 'kind' | 'items' | 'onError'> & { id: string; isWild: boolean; item: Mapping | undefined };

/**
 * A loop that stops at a failure goes through its items one by one here: which of several had begun by then depends on who
 * was quicker, and so may differ after a power cut.
 */
function inputsOf({ kind, items, onError, id, isWild, item: around }: Filling): Record<string, Mapping> {
  const item: Mapping = around ?? literal(items[0] ?? null);
  switch (kind) {
    case 'branch':
      return { condition: item };
    case 'switch':
      return { value: item, cases: literal([{ is: true }, { is: 'never' }]) };
    case 'choose':
      return { cases: { kind: 'list', items: [{ kind: 'object', fields: { when: item } }] } };
    case 'byMethod':
      return { item, method: literal(items[0] ? 'GET' : 'POST') };
    case 'respond':
      return { status: literal(isWild && items.length === 3 ? 7 : 200), body: item };
    case 'join':
      return { item, wait: literal(items[0] ? 'all' : 'any') };
    case 'forEach':
    case 'fed':
      return {
        items: kind === 'fed' ? { kind: 'reference', step: `${id}_list`, path: ['items'] } : literal(items),
        onError: literal(onError),
        atOnce: literal(onError === 'stop' && !isWild ? 1 : 2),
      };
    case 'repeat':
      return { until: { kind: 'formula', source: `${id}.index == ${items.length}` }, limit: literal(4) };
    case 'group':
      return {};
    case 'wait':
      return { amount: literal(items.length), unit: literal('minutes') };
    case 'callback':
    case 'approval':
      return { amount: literal(2), unit: literal('hours') };
    case 'stop':
      return { outcome: literal(items[0] ? 'succeeded' : 'failed') };
    default:
      return { item };
  }
}

/** The item of the loop around, where it is one that has items. */
function itemOf(loop: string | undefined, changes: Readonly<Record<string, StepChanges>>): Mapping | undefined {
  if (loop === undefined || changes[loop]?.operation !== 'forEach') return undefined;
  return { kind: 'reference', step: loop, path: ['item'] };
}

function literal(value: Json): Mapping {
  return { kind: 'literal', value };
}
