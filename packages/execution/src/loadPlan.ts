import { compileMapping, type EvaluationContext, type Mapping } from '@patchbay/expression';
import { type Evaluator, evaluateFields } from './evaluateFields.ts';
import type { Plan, PlannedStep } from './plan.ts';

/**
 * A Plan ready to run: mappings are closures, edges are positions in lists. Holds nothing of any run, so one serves all
 * runs of a flow version at once.
 */
export type LoadedPlan = {
  plan: Plan;
  top: Body;
  /** What its runs wait for their turn by, where the flow has such a key. Throws EvaluationError. */
  key: ((context: EvaluationContext) => unknown) | undefined;
};

/** The steps that stand side by side: those at the top, or those directly inside one loop. In plan order. */
export type Body = {
  /** The loop these steps stand in; undefined at the top. */
  loop: string | undefined;
  steps: readonly LoadedStep[];
  /** Where each step stands in `steps`, by id. */
  slots: ReadonlyMap<string, number>;
};

export type LoadedStep = {
  planned: PlannedStep;
  id: string;
  kind: PlannedStep['kind'];
  /** How many edges lead to it. */
  waitsFor: number;
  /** Whether the first edge taken is enough. */
  startsWithAny: boolean;
  /** See PlannedStep. Here they are on every step, which makes looking at them quick. */
  passesTo: string | undefined;
  timeoutMs: number | undefined;
  frame: PlannedStep['frame'];
  callsFlow: boolean;
  /** The slots, in the same body, of the loop that this call feeds, and of the call that feeds this loop. */
  feeds: number | undefined;
  fedBy: number | undefined;
  /** `to` is a slot of the same body. */
  outgoing: readonly { outlet: string; to: number }[];
  /** Its inputs, but for what a loop evaluates in its items. Throws InputError. */
  evaluate: Evaluator;
  /** For a loop: what each item gives, evaluated in the item. */
  collect: ((context: EvaluationContext) => unknown) | undefined;
  /** For a loop that repeats its steps: whether that was the last time, evaluated in the round. */
  until: ((context: EvaluationContext) => unknown) | undefined;
  /** For a loop: the steps inside it. */
  body: Body | undefined;
};

/** Compiles a Plan's mappings and links its steps. Once per process and flow version. */
export function loadPlan(plan: Plan): LoadedPlan {
  const inside = Map.groupBy(plan.steps, (step) => step.parent);
  const loadBody = (loop: PlannedStep['parent']): Body => {
    const planned = inside.get(loop) ?? [];
    const slots = new Map(planned.map((step, slot) => [String(step.id), slot]));
    const outgoing: { outlet: string; to: number }[][] = planned.map(() => []);
    const fedBy = new Map(planned.flatMap(({ feeds }, slot) => (feeds === undefined ? [] : [[feeds, slot]])));
    for (const [to, step] of planned.entries()) {
      for (const { from, outlet } of step.incoming) outgoing[slots.get(from) ?? -1]?.push({ outlet, to });
    }
    const steps = planned.map((step, slot) =>
      loadStep(step, {
        outgoing: outgoing[slot] ?? [],
        feeds: step.feeds && slots.get(step.feeds),
        fedBy: fedBy.get(step.id),
        body: step.kind === 'forEach' ? loadBody(step.id) : undefined,
      }),
    );
    return { loop, steps, slots };
  };
  return { plan, top: loadBody(undefined), key: plan.key && compileMapping(plan.key) };
}

function loadStep(planned: PlannedStep, links: Pick<LoadedStep, 'outgoing' | 'feeds' | 'fedBy' | 'body'>): LoadedStep {
  const { collect, until, outer } = splitInputs(planned);
  return {
    planned,
    id: planned.id,
    kind: planned.kind,
    waitsFor: planned.incoming.length,
    startsWithAny: planned.startsWithAny === true,
    passesTo: planned.passesTo,
    timeoutMs: planned.timeoutMs,
    frame: planned.frame,
    callsFlow: planned.callsFlow === true,
    feeds: links.feeds,
    fedBy: links.fedBy,
    outgoing: links.outgoing,
    evaluate: evaluateFields(outer),
    collect: collect && compileMapping(collect),
    until: until && compileMapping(until),
    body: links.body,
  };
}

/** A loop's `collect` and `until` are evaluated in each of its items, all else where the step stands. */
function splitInputs({ kind, frame, inputs }: PlannedStep): {
  collect?: Mapping | undefined;
  until?: Mapping | undefined;
  outer: Record<string, Mapping>;
} {
  if (kind !== 'forEach') return { outer: inputs };
  if (frame !== 'until') {
    const { collect, ...outer } = inputs;
    return { collect, outer };
  }
  const { collect, until, ...outer } = inputs;
  return { collect, until, outer };
}
