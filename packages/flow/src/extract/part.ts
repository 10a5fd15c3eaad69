import type { CatalogOperation } from '../catalog.ts';
import type { Edge, FlowDocument, Step, StepId } from '../document.ts';
import { ERROR } from '../document.ts';
import { own } from '../equal.ts';
import { graphOf } from '../graph.ts';
import { outletsOf } from '../outlets.ts';
import type { Extraction } from './extractSteps.ts';

/** Steps that can go, and how they are wired to what stays. */
export type Part =
  | {
      ok: true;
      /** With all that stands in frames among them. */
      ids: ReadonlySet<StepId>;
      steps: readonly Step[];
      /** Those that stand where the one step will stand that calls them. */
      tops: readonly Step[];
      parent: StepId | undefined;
      /** The wires that lead to them, and on from them. */
      into: readonly Edge[];
      out: readonly Edge[];
      /** What they begin with. */
      firsts: readonly StepId[];
      /** Their ways on that lead to none of them. */
      ends: readonly { from: StepId; outlet: string }[];
    }
  | { ok: false; reason: string };

type Given = Pick<Extraction, 'document' | 'catalog' | 'steps'>;

/** What of a flow would go together, or why it cannot. */
export function partOf({ document, catalog, steps: picked }: Given): Part {
  const ids = withInsides(document, picked);
  const steps = Object.values(document.steps).filter(({ id }) => ids.has(id));
  const tops = steps.filter(({ parent }) => parent === undefined || !ids.has(parent));
  const parent = tops[0]?.parent;
  if (tops.length === 0) return refused('Select the steps that should go into a flow of their own first.');
  if (tops.some((step) => step.parent !== parent))
    return refused('These steps stand in different frames. Select steps of one frame, or whole frames.');
  const wrong = steps
    .map((step) => [step, catalog.find(step.uses)] as const)
    .find(([step, use]) => cannotGo(step, use));
  if (wrong !== undefined) return refused(`“${wrong[0].name}” ${cannotGo(...wrong)}`);
  const edges = Object.values(document.edges);
  const into = edges.filter(({ from, to }) => !ids.has(from) && ids.has(to));
  const out = edges.filter(({ from, to }) => ids.has(from) && !ids.has(to));
  const graph = graphOf(document);
  const roots = tops.filter(({ id }) => graph.incoming(id).length === 0).map(({ id }) => id);
  const firsts = into.length > 0 ? [...new Set(into.map(({ to }) => to))] : roots;
  const waysIn = whyNotIn({ into, roots, firsts, parent });
  if (waysIn !== undefined) return refused(waysIn);
  const ends = tops.flatMap((step) => {
    const use = catalog.find(step.uses);
    const taken = new Set(graph.outgoing(step.id).flatMap(({ outlet, to }) => (ids.has(to) ? [outlet] : [])));
    const ways = use === undefined ? [] : outletsOf(step, use).map(({ name }) => name);
    return ways.filter((outlet) => !taken.has(outlet)).map((outlet) => ({ from: step.id, outlet }));
  });
  const waysOut = whyNotOut({ document, out, ends });
  if (waysOut !== undefined) return refused(waysOut);
  return { ok: true, ids, steps, tops, parent, into, out, firsts, ends };
}

export function refused(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}

function withInsides({ steps }: FlowDocument, picked: ReadonlySet<StepId>): Set<StepId> {
  const all = new Set([...picked].filter((id) => own(steps, id) !== undefined));
  for (let before = -1; before !== all.size; ) {
    before = all.size;
    for (const { id, parent } of Object.values(steps)) if (parent !== undefined && all.has(parent)) all.add(id);
  }
  return all;
}

/** Why a step has to stay where it is; undefined for one that may go. */
function cannotGo({ inputs }: Step, use: CatalogOperation | undefined): string | undefined {
  if (use === undefined) return 'is of an app that is not known here, so nobody can say what it would need.';
  if (use.kind === 'trigger') return 'starts this flow, so it has to stay here.';
  if (use.kind === 'respond') return 'answers whoever called this flow, which only this flow can do.';
  if (use.kind === 'stop') return 'ends the whole run. In a flow of its own it would end only that.';
  if (use.wait === 'callback' || use.wait === 'approval' || use.givesAddressOf !== undefined)
    return 'waits for a word to this flow’s own address, so it has to stay here.';
  const starts = use.startsFrom && own(inputs, use.startsFrom.input);
  if (starts?.kind === 'literal' && starts.value === 'any')
    return 'goes on with the first of several ways, which would then have to wait for the others.';
  return undefined;
}

type WaysIn = {
  into: readonly Edge[];
  roots: readonly StepId[];
  firsts: readonly StepId[];
  parent: StepId | undefined;
};

function whyNotIn({ into, roots, firsts, parent }: WaysIn): string | undefined {
  const sources = new Set(into.map(({ from, outlet }) => `${from}/${outlet}`));
  if (into.length === 0 && parent === undefined) return 'Nothing leads to these steps yet. Connect them first.';
  if (into.length > 0 && roots.length > 0)
    return 'There is more than one way into these steps. Select steps with one way in.';
  if (sources.size > 1 && firsts.length > 1)
    return 'There is more than one way into these steps. Select steps with one way in.';
  return undefined;
}

type WaysOut = {
  document: FlowDocument;
  out: readonly Edge[];
  ends: readonly { from: StepId; outlet: string }[];
};

/** What comes after must start just when it would have: after the one end that every way through these steps leads to. */
function whyNotOut({ document, out, ends }: WaysOut): string | undefined {
  const [first] = out;
  if (first === undefined) return undefined;
  const ways = new Set(out.map(({ from, outlet }) => `${from}/${outlet}`));
  if (ways.size > 1) return 'There is more than one way out of these steps. Select steps with one way out.';
  if (first.outlet === ERROR)
    return 'The way out of these steps is one for failures. Select what catches the failure as well.';
  const other = ends.find(({ from, outlet }) => from !== first.from || outlet !== first.outlet);
  if (other === undefined) return undefined;
  const name = own(document.steps, other.from)?.name ?? '';
  return `Not every way through these steps leads on: one ends at “${name}”. Select steps with one end.`;
}
