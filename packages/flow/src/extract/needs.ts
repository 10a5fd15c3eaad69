import {
  checkMapping,
  type Mapping,
  type PathSegment,
  type ReferenceUse,
  referencesIn,
  rewriteReferences,
  typeOfMapping,
} from '@patchbay/expression';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import type { FlowDocument, Step, StepId } from '../document.ts';
import { own } from '../equal.ts';
import { graphOf, loopsAround } from '../graph.ts';
import { slugOf } from '../ids.ts';
import { isSeenInside, typesOf } from '../types.ts';
import type { Extraction } from './extractSteps.ts';
import { type Part, refused } from './part.ts';

/** One value that is handed over: by which name, and whose output it is. */
export type Need = { name: string; step: string; path: PathSegment[]; schema: JSONSchema };

export type Found =
  | {
      ok: true;
      inputs: Need[];
      answers: Need[];
      /** The inputs of the steps that go and of those that stay, where they say something else now. */
      moved: ReadonlyMap<StepId, Step['inputs']>;
      left: ReadonlyMap<StepId, Step['inputs']>;
    }
  | { ok: false; reason: string };

type Whole = Extract<Part, { ok: true }>;

/** What steps that go take from those that stay, and the other way around; and all mappings as they are then. */
export function findNeeds(
  extraction: Extraction,
  part: Whole,
  { trigger, call }: { trigger: StepId; call: StepId },
): Found {
  const { document } = extraction;
  const isOut = ({ step }: ReferenceUse) => !part.ids.has(step as StepId) && own(document.steps, step) !== undefined;
  const isIn = ({ step }: ReferenceUse) => part.ids.has(step as StepId);
  const staying = Object.values(document.steps).filter(({ id }) => !part.ids.has(id));
  const handed = handedOn(extraction, part);
  if (handed !== undefined && !handed.ok) return handed;
  const taken = needsOf(
    usesBy(part.steps).filter(({ use }) => isOut(use)),
    extraction,
  );
  if (!taken.ok) return taken;
  const answered = [...usesBy(staying).filter(({ use }) => isIn(use)), ...(handed?.uses ?? [])];
  const given = needsOf(answered, extraction);
  if (!given.ok) return given;
  const [inputs, answers] = [taken.needs, given.needs];
  const moved = rewriteAll(part.steps, (use) => (isOut(use) ? through(inputs, use, trigger) : use));
  const left = rewriteAll(handed?.steps ?? staying, (use) => (isIn(use) ? through(answers, use, call) : use));
  if (!moved.ok) return moved;
  if (!left.ok) return left;
  return { ok: true, inputs, answers, moved: moved.inputs, left: left.inputs };
}

type Use = { use: ReferenceUse; by: Step; input: string };

function usesBy(steps: readonly Step[]): Use[] {
  return steps.flatMap((by) =>
    Object.entries(by.inputs).flatMap(([input, mapping]) => referencesIn(mapping).map((use) => ({ use, by, input }))),
  );
}

type Needs = { ok: true; needs: Need[] } | { ok: false; reason: string };

/** Every value once, by a name of its own; one that another one holds comes with that. */
function needsOf(uses: readonly Use[], extraction: Extraction): Needs {
  const { document } = extraction;
  const schemaOf = schemas(extraction);
  const needs: Need[] = [];
  const taken = new Set<string>();
  for (const one of uses.toSorted((a, b) => a.use.path.length - b.use.path.length)) {
    const { use, by } = one;
    if (needs.some((need) => isWithin(use, need))) continue;
    const schema = schemaOf(one);
    if (schema === undefined) {
      // What is switched off may say anything: it is not checked, and stays as it is.
      if (isOff(document, by)) continue;
      return refused(`“${by.name}” takes a value that is not there. Mend it first.`);
    }
    const name = freeName(nameOf(use, document), taken);
    taken.add(name);
    needs.push({ name, step: use.step, path: use.path, schema });
  }
  return { ok: true, needs };
}

/** The type of what is used, as it is seen from there; undefined where nothing of that name is. */
function schemas({ document, catalog }: Extraction): (use: Use) => JSONSchema | undefined {
  const types = typesOf(document, catalog);
  return ({ use, by, input }) => {
    const operation = catalog.find(by.uses);
    const only = new Set([use.step]);
    const isInside = operation !== undefined && isSeenInside(operation, input);
    const environment = isInside ? types.environmentInside(by.id, only) : types.environmentOf(by.id, only);
    const mapping: Mapping = { kind: 'reference', step: use.step, path: use.path };
    return checkMapping(mapping, { environment }).length > 0 ? undefined : typeOfMapping(mapping, environment);
  };
}

function isOff(document: FlowDocument, { id, disabled }: Step): boolean {
  return disabled === true || loopsAround(document, id).some((frame) => own(document.steps, frame)?.disabled === true);
}

function isWithin({ step, path }: ReferenceUse, outer: ReferenceUse): boolean {
  return step === outer.step && outer.path.every((segment, at) => path[at] === segment);
}

/** `order.customer.email` is the e-mail; the whole of what a step gives is called as the step is. */
function nameOf({ step, path }: ReferenceUse, document: FlowDocument): string {
  const last = path.findLast((segment) => typeof segment === 'string');
  return slugOf(last ?? own(document.steps, step)?.name ?? step);
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted}${count}`;
    if (!taken.has(name)) return name;
  }
}

/** The same value, as it is found on the other side. */
function through(needs: readonly Need[], use: ReferenceUse, step: StepId): ReferenceUse {
  const need = needs.find((one) => isWithin(use, one));
  return need === undefined ? use : { step, path: [need.name, ...use.path.slice(need.path.length)] };
}

type Rewritten = { ok: true; inputs: Map<StepId, Step['inputs']> } | { ok: false; reason: string };

function rewriteAll(steps: readonly Step[], change: (use: ReferenceUse) => ReferenceUse): Rewritten {
  const inputs = new Map<StepId, Step['inputs']>();
  for (const step of steps) {
    const all = rewriteReferences({ kind: 'object', fields: step.inputs }, change);
    if (all?.kind !== 'object') return refused(`A formula in “${step.name}” cannot be read. Mend it first.`);
    inputs.set(step.id, all.fields);
  }
  return { ok: true, inputs };
}

type Handed = { ok: true; uses: Use[]; steps: Step[] } | { ok: false; reason: string };

/**
 * A frame that does not say what it hands on hands on what its last step gave. Where that goes, it has to be said; undefined
 * where nobody takes anything of the frame, or where its last step stays.
 */
function handedOn({ document, catalog }: Extraction, { ids, parent }: Whole): Handed | undefined {
  const frame = parent === undefined ? undefined : own(document.steps, parent);
  if (frame === undefined || own(frame.inputs, 'collect') !== undefined) return undefined;
  const staying = Object.values(document.steps).filter(({ id }) => !ids.has(id));
  const isTaken = usesBy(Object.values(document.steps)).some(
    ({ use }) => use.step === frame.id && use.path[0] !== 'item' && use.path[0] !== 'index',
  );
  if (!isTaken) return undefined;
  const graph = graphOf(document);
  const body = graph.inside(frame.id);
  const last = body.filter(({ id }) => graph.outgoing(id).length === 0);
  const isChain = body.every((step) => {
    const use = catalog.find(step.uses);
    return graph.outgoing(step.id).length <= 1 && graph.incoming(step.id).length <= 1 && use?.outlets === undefined;
  });
  const [end] = last;
  const isPlain =
    isChain &&
    last.length === 1 &&
    body.every(({ disabled, uses }) => !disabled && catalog.find(uses)?.outletsFrom === undefined);
  if (!isPlain || end === undefined)
    return refused(`“${frame.name}” hands on what its last step gives. Say in its Result what that is first.`);
  if (!ids.has(end.id)) return undefined;
  const collect: Mapping = { kind: 'reference', step: end.id, path: [] };
  const told: Step = { ...frame, inputs: { ...frame.inputs, collect } };
  return {
    ok: true,
    uses: [{ use: { step: end.id, path: [] }, by: told, input: 'collect' }],
    steps: staying.map((step) => (step.id === frame.id ? told : step)),
  };
}
