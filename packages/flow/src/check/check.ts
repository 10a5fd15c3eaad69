import type { Catalog } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { FlowDocument } from '../document.ts';
import { graphOf, topologicalOrder, upstreamOf } from '../graph.ts';
import { checkEdges } from './checkEdges.ts';
import { checkFields } from './checkFields.ts';
import { checkReferences } from './checkReferences.ts';
import { checkPlaces, checkWhole, MOST_STEPS } from './checkStructure.ts';
import { type CheckContext, checkContext } from './context.ts';

/**
 * Everything that is wrong with a document, for the inspector while it is edited and as the gate of publishing.
 * The flow as a whole comes first, then each step in the order it runs. Never throws, whatever the document.
 */
export function check(document: FlowDocument, catalog: Catalog): Diagnostic[] {
  const graph = graphOf(document);
  const context = checkContext(document, catalog, graph);
  const order = new Map<string, number>(topologicalOrder(document, graph).map((id, index) => [id, index]));
  const rank = ({ step }: Diagnostic) => (step === undefined ? -1 : (order.get(step) ?? -1));
  const ofSteps = order.size > MOST_STEPS ? [] : checkSteps(context);
  return [
    ...checkWhole(context),
    ...[...checkPlaces(context), ...ofSteps, ...checkEdges(context)].toSorted((a, b) => rank(a) - rank(b)),
  ];
}

function checkSteps(context: CheckContext): Diagnostic[] {
  return Object.values(context.document.steps).flatMap((step) => {
    const before = upstreamOf(context.document, step.id, context.graph);
    before.delete(step.id);
    const operation = context.operationOf(step);
    const fields = operation === undefined ? [] : checkFields(step, operation);
    return fields.concat(checkReferences(context, step, before));
  });
}
