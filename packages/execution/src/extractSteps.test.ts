import { type Failure, OperationError } from '@patchbay/connector';
import type { Json, Mapping } from '@patchbay/expression';
import {
  EdgeId,
  type Extracted,
  extractSteps,
  type FlowDocument,
  graphOf,
  type OperationRef,
  StepId,
  upstreamOf,
} from '@patchbay/flow';
import { flow, withStep } from '@patchbay/flow/testing';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import type { CallRequest } from './ports.ts';
import type { RunEvent } from './runEvent.ts';
import { testRun } from './testing/testRun.ts';
import { testOperationCatalog } from './testing.ts';

const op = (operation: string): OperationRef => ({ connector: 'test', version: '1', operation });
const literal = (value: Json): Mapping => ({ kind: 'literal', value });
const ref = (step: string, ...path: (string | number)[]): Mapping => ({ kind: 'reference', step, path });
const formula = (source: string) => ({ kind: 'formula' as const, source });

function extract(document: FlowDocument, steps: readonly string[]): Extracted {
  let count = 0;
  const next = () => {
    count += 1;
    return String(count);
  };
  return extractSteps({
    document,
    catalog: testOperationCatalog,
    steps: new Set(steps.map((id) => StepId.parse(id))),
    name: 'Part',
    uses: { called: op('trigger'), call: op('subflow'), answer: op('respond') },
    sampleOf: () => 'sample',
    ids: { step: (hint) => StepId.parse(`${hint}_new${next()}`), edge: () => EdgeId.parse(`new${next()}`) },
  });
}

type Lived = { outcome: string | undefined; answer: Json; log: string[]; failure: Failure | undefined };

/** Runs a flow to its end: what every step was given, in the order of the text, and what was answered. */
async function live(document: FlowDocument, payload: unknown, called?: FlowDocument): Promise<Lived> {
  const log: string[] = [];
  const compiled = compile(document, testOperationCatalog);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  const call = async ({ step, input }: CallRequest) => {
    if (step.callsFlow && called !== undefined) {
      // Only what JSON can say goes from one flow to another.
      const given: unknown = JSON.parse(JSON.stringify(input)).input ?? null;
      const child = await live(called, given);
      log.push(...child.log);
      // As the server does, the step that calls fails with what failed there. Only the called flow's name, which the server
      // puts before the sentence, is left out: all else is to be the same for who reads a loop's errors.
      if (child.failure !== undefined) throw new OperationError({ ...child.failure, retry: 'never' });
      return child.answer;
    }
    log.push(`${step.id} ${JSON.stringify(input)}`);
    if (step.operation === 'keyed') throw failed('no_such_thing');
    return { id: step.id, got: input };
  };
  const run = testRun(compiled.plan, {
    payload,
    call,
    compute: ({ step, input }) => {
      log.push(`${step.id} ${JSON.stringify(input)}`);
      return { outlet: 'done', output: input };
    },
  });
  await run.go();
  const end = run.events.find((event) => event.type === 'run.finished');
  const answered = run.events.find((event) => event.type === 'run.answered');
  const answer: Json = JSON.parse(JSON.stringify(answered?.answer.body ?? null));
  const outcome = end?.type === 'run.finished' ? end.outcome : undefined;
  return {
    outcome,
    answer,
    log: log.toSorted(),
    failure: outcome === 'succeeded' ? undefined : lastFailure(run.events),
  };
}

function failed(code: string) {
  return new OperationError({ code, message: 'It did not work.', retry: 'never' });
}

function lastFailure(events: readonly RunEvent[]): Failure {
  const last = events.findLast((event) => event.type === 'step.failed');
  return last?.type === 'step.failed' ? last.failure : failed('called_run_failed').failure;
}

type Drawn = {
  kind: 'call' | 'keyed' | 'pure' | 'branch' | 'forEach' | 'group' | 'join';
  sources: { step: number; outlet: number }[];
  takes: { from: number; path: number; as: number }[];
  yes: boolean;
  isOff: boolean;
  collects: boolean;
  onError: string;
  inside: Drawn[];
};

const PATHS = [[], ['got'], ['got', 'in0'], ['id'], ['items'], ['got', 'in1', 'id']];

const drawn = (depth: number): fc.Arbitrary<Drawn[]> => {
  const kinds = ['call', 'call', 'keyed', 'pure', 'pure', 'branch', 'join'] as const;
  const frames = depth === 0 ? (['forEach', 'group'] as const) : [];
  const step = fc.constantFrom(...kinds, ...frames).chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      sources: fc.array(fc.record({ step: fc.nat(9), outlet: fc.nat(5) }), { minLength: 1, maxLength: 2 }),
      takes: fc.array(fc.record({ from: fc.nat(9), path: fc.nat(PATHS.length - 1), as: fc.nat(4) }), { maxLength: 3 }),
      yes: fc.boolean(),
      isOff: fc.integer({ min: 0, max: 9 }).map((one) => one === 9),
      collects: fc.boolean(),
      onError: fc.constantFrom('stop', 'skip', 'collect'),
      inside: kind === 'forEach' || kind === 'group' ? drawn(depth + 1) : fc.constant<Drawn[]>([]),
    }),
  );
  return fc.array(step, { minLength: depth === 0 ? 3 : 1, maxLength: depth === 0 ? 8 : 4 });
};

/** Mostly along the chain, now and then from further up or by another way out. */
function sourcesOf({ sources }: Drawn, at: number, before: readonly Drawn[]): string[] {
  if (at === 0) return [];
  return sources.map(({ step, outlet }) => {
    const from = outlet < 4 ? at - 1 : step % at;
    const kind = before[from]?.kind;
    const way =
      kind === 'branch' ? (outlet % 2 === 0 ? 'yes' : 'no') : kind === 'keyed' && outlet > 2 ? 'error' : 'done';
    return `${from} -${way}->`;
  });
}

function lines(steps: readonly Drawn[], { path, prefix }: { path: string; prefix: string }): string[] {
  return steps.flatMap((step, at) => {
    const id = `${path}${prefix}${at}`;
    const ways = sourcesOf(step, at, steps).map((source) => `${path}${prefix}${source} ${id}`);
    const start = path === '' && at === 0 ? [`start -> ${id}`] : [];
    return [id, ...start, ...ways, ...lines(step.inside, { path: `${id}/`, prefix: `${prefix}${at}_` })];
  });
}

function documentOf(steps: readonly Drawn[]): FlowDocument {
  const all = steps.flatMap((step, at) => [
    { id: `s${at}`, step },
    ...step.inside.map((inner, inAt) => ({ id: `s${at}_${inAt}`, step: inner })),
  ]);
  let document = flow('start', ...new Set(lines(steps, { path: '', prefix: 's' })), `s${steps.length - 1} -> end`);
  for (const { id, step } of all)
    document = withStep(document, id, { uses: op(step.kind), disabled: step.isOff || undefined });
  const graph = graphOf(document);
  for (const { id, step } of [...all, { id: 'end', step: undefined }]) {
    const upstream = [...upstreamOf(document, id, graph)].toSorted();
    const takes = step?.takes ?? upstream.map((_, from) => ({ from, path: 0, as: from % 2 === 0 ? 0 : 3 }));
    const fields = Object.fromEntries(
      takes.map(({ from, path, as }, at) => [
        `in${at}`,
        taken(
          upstream[from % upstream.length] ?? 'start',
          pathsOf(document, upstream[from % upstream.length])[path] ?? [],
          as,
        ),
      ]),
    );
    document = withStep(document, id, {
      inputs: step === undefined ? { body: { kind: 'object', fields } } : inputsOf(step, id, fields),
    });
  }
  return withStep(document, 'end', { uses: op('respond') });
}

/** A frame gives what it collected, and to its insides its item. */
function pathsOf({ steps }: FlowDocument, step: string | undefined): readonly (readonly string[])[] {
  const kind = steps[step ?? '']?.uses.operation;
  if (kind === 'forEach') return [['items'], ['item'], ['index'], ['count']];
  return kind === 'group' ? [[]] : PATHS;
}

function taken(step: string, path: readonly string[], as: number): Mapping {
  const dotted = [step, ...path].join('.');
  if (as === 1) return formula(`[${dotted}, "${dotted}"]`);
  if (as === 2)
    return { kind: 'template', parts: ['It is ', formula(`has(${step}.id) ? ${step}.id : "nothing"`), '.'] };
  if (as === 3) return { kind: 'list', items: [ref(step, ...path)] };
  return as === 4 ? formula(`[1, 2].map(start, ${dotted} == null ? start : 0)`) : ref(step, ...path);
}

function inputsOf(step: Drawn, id: string, fields: Record<string, Mapping>): Record<string, Mapping> {
  if (step.kind === 'branch') return { condition: literal(step.yes) };
  if (step.kind === 'join') return { wait: literal('all'), ...fields };
  const last = `${id}_${step.inside.length - 1}`;
  const collect: Record<string, Mapping> = step.collects ? { collect: ref(last, 'id') } : {};
  if (step.kind === 'group') return collect;
  if (step.kind !== 'forEach') return fields;
  return { items: literal([1, { sku: 'a' }]), onError: literal(step.onError), atOnce: literal(1), ...collect };
}

/** A run of neighbours among the steps of one frame, or at the top. */
const picks = fc.record({ at: fc.nat(9), count: fc.integer({ min: 1, max: 4 }), inside: fc.nat(9) });

function pickedOf(
  steps: readonly Drawn[],
  { at, count, inside }: { at: number; count: number; inside: number },
): string[] {
  const frame = steps[inside]?.inside.length ? inside : undefined;
  const size = frame === undefined ? steps.length : (steps[frame]?.inside.length ?? 0);
  const from = at % size;
  const prefix = frame === undefined ? 's' : `s${frame}_`;
  return Array.from({ length: Math.min(count, size - from) }, (_, index) => `${prefix}${from + index}`);
}

describe('steps in a flow of their own', () => {
  it('give the same answers as before, are given the same, and fail the same', async () => {
    let extracted = 0;
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(drawn(0), picks, async (steps, pick) => {
        const document = documentOf(steps);
        // A frame's own item where it is not seen, or a field that a way out does not have.
        fc.pre(compile(document, testOperationCatalog).ok);
        const payload = { id: 'p', got: { in0: 5 } };
        tried += 1;
        const result = extract(document, pickedOf(steps, pick));
        if (!result.ok) return;
        extracted += 1;
        const before = await live(document, payload);
        const after = await live(result.rest('flow_1'), payload, result.flow);
        expect(after).toEqual(before);
      }),
      { numRuns: 150 },
    );
    expect(extracted).toBeGreaterThan(tried / 6);
  });
});
