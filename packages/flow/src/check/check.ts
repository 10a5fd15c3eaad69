import type { Catalog } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { FlowDocument } from '../document.ts';
import { graphOf, topologicalOrder } from '../graph.ts';
import { typesOf } from '../types.ts';
import { checkAddress } from './checkAddress.ts';
import { checkCases } from './checkCases.ts';
import { checkEdges } from './checkEdges.ts';
import { checkFields } from './checkFields.ts';
import { checkKey } from './checkKey.ts';
import { checkLoop } from './checkLoop.ts';
import { checkMappings } from './checkMappings.ts';
import { checkMissing } from './checkMissing.ts';
import { checkNamedThing } from './checkNamedThing.ts';
import { checkPages } from './checkPages.ts';
import { checkRepeating } from './checkRepeating.ts';
import { checkPlaces, checkWhole, MOST_STEPS } from './checkStructure.ts';
import { checkTrigger } from './checkTrigger.ts';
import { type CheckContext, checkContext } from './context.ts';

/**
 * Everything that is wrong with a document, for the inspector while it is edited and as the gate of publishing.
 * The flow as a whole comes first, then each step in the order it runs. Never throws, whatever the document.
 */
export function check(document: FlowDocument, catalog: Catalog): Diagnostic[] {
  const graph = graphOf(document);
  const context = checkContext(document, catalog, graph);
  const whole = [...checkWhole(context), ...checkKey(context, catalog)];
  const ofSteps = [...checkPlaces(context), ...checkInputs(context, catalog), ...checkEdges(context)];
  return [...whole, ...inOrder(ofSteps, topologicalOrder(document, graph))];
}

/** Steps' inputs are not looked into where there are so many that only their number matters. */
function checkInputs(context: CheckContext, catalog: Catalog): Diagnostic[] {
  const steps = Object.values(context.document.steps);
  if (steps.length > MOST_STEPS) return [];
  const types = typesOf(context.document, catalog, context.graph);
  const running = steps.filter((step) => !context.isOff(step));
  return running.flatMap((step) => {
    const operation = context.operationOf(step);
    const fields =
      operation === undefined
        ? []
        : [
            ...checkFields(context, step, operation),
            ...checkCases(step, operation),
            ...checkAddress(context, step),
            ...checkNamedThing(context, step),
            ...checkTrigger(step, operation),
            ...checkLoop(step, operation),
          ];
    const mapped = fields.concat(notSaid(fields, checkMappings(context, step, types)));
    const all = mapped.concat(notSaid(mapped, checkMissing(context, step, types)));
    if (operation === undefined) return all;
    return [...all, ...notSaid(all, checkPages(step, operation)), ...checkRepeating(step, operation)];
  });
}

/** One sentence a field is enough: what is missing is not also of the wrong type. */
function notSaid(said: readonly Diagnostic[], more: readonly Diagnostic[]): Diagnostic[] {
  const places = new Set(said.map(({ field }) => JSON.stringify(field)));
  return more.filter(({ field }) => !places.has(JSON.stringify(field)));
}

function inOrder(diagnostics: readonly Diagnostic[], order: readonly string[]): Diagnostic[] {
  const ranks = new Map(order.map((id, index) => [id, index]));
  const rank = ({ step }: Diagnostic) => (step === undefined ? -1 : (ranks.get(step) ?? -1));
  return diagnostics.toSorted((a, b) => rank(a) - rank(b));
}
