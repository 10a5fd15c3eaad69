import type { CatalogOperation } from '../catalog.ts';
import type { Diagnostic, Fix } from '../diagnostic.ts';
import { type Edge, ERROR, type Step } from '../document.ts';
import { own } from '../equal.ts';
import { outletsOf } from '../outlets.ts';
import { listed, quoted } from '../words.ts';
import { type CheckContext, error, warning } from './context.ts';

/** What is wrong with the wires, one by one. */
export function checkEdges(context: CheckContext): Diagnostic[] {
  const drawn = new Set<string>();
  return Object.values(context.document.edges).flatMap((edge) => {
    const wire = JSON.stringify([edge.from, edge.outlet, edge.to]);
    const isTwin = drawn.has(wire);
    drawn.add(wire);
    return checkEdge(context, edge, isTwin);
  });
}

function checkEdge(context: CheckContext, edge: Edge, isTwin: boolean): Diagnostic[] {
  const from = own(context.document.steps, edge.from);
  const to = own(context.document.steps, edge.to);
  if (from === undefined || to === undefined) return [danglingEdge(edge, from, to)];
  return [
    ...checkOutlet(context, edge, { from, to }),
    ...checkTarget(context, edge, { from, to }),
    ...(isTwin ? [twinEdge(edge, from, to)] : []),
  ];
}

/** A wire that cannot stay. */
function cut(edge: Edge): Pick<Diagnostic, 'edge' | 'fixes'> {
  return { edge: edge.id, fixes: [{ title: 'Remove the wire', kind: 'cut', edge: edge.id }] };
}

type Ends = { from: Step; to: Step };

function danglingEdge(edge: Edge, from: Step | undefined, to: Step | undefined): Diagnostic {
  if (from !== undefined) {
    const message = `A wire from ${quoted(from.name)} leads to a step that is gone. Remove it.`;
    return error('edge_to_missing_step', message, { ...cut(edge), step: from.id });
  }
  const target = to === undefined ? 'a step that is gone as well' : quoted(to.name);
  const message = `A wire to ${target} comes from a step that is gone. Remove it.`;
  return error('edge_from_missing_step', message, { ...cut(edge), ...(to && { step: to.id }) });
}

function checkOutlet({ operationOf }: CheckContext, edge: Edge, { from, to }: Ends): Diagnostic[] {
  const operation = operationOf(from);
  if (operation === undefined) return [];
  const outlets = waysOutOf(from, operation);
  if (outlets.includes(edge.outlet)) return [];
  const ways = outlets.length === 0 ? 'Nothing comes after it.' : `It has ${listed(outlets.map(quoted))}.`;
  const message = `${quoted(from.name)} has no way out called '${edge.outlet}' to ${quoted(to.name)}. ${ways}`;
  const [first] = outlets;
  const fixes: Fix[] =
    first === undefined ? [] : [{ title: `Use ${quoted(first)}`, kind: 'way', edge: edge.id, outlet: first }];
  return [error('unknown_outlet', message, { edge: edge.id, step: from.id, ...(first !== undefined && { fixes }) })];
}

function checkTarget({ document, operationOf }: CheckContext, edge: Edge, { from, to }: Ends): Diagnostic[] {
  const at = { edge: edge.id, step: to.id };
  const wire = `The wire from ${quoted(from.name)} to ${quoted(to.name)}`;
  if (operationOf(to)?.kind === 'trigger') {
    return [error('edge_into_trigger', `${wire} leads into a trigger, which starts by itself. Remove it.`, at)];
  }
  if (from.parent === to.parent) return [];
  const loopId = to.parent ?? from.parent;
  const loop = loopId && own(document.steps, loopId);
  const border = loop === undefined ? 'a loop' : `the loop ${quoted(loop.name)}`;
  return [
    error('edge_across_loop', `${wire} crosses the border of ${border}. Connect the loop itself instead.`, {
      ...at,
      ...cut(edge),
    }),
  ];
}

function twinEdge(edge: Edge, from: Step, to: Step): Diagnostic {
  const message = `${quoted(from.name)} and ${quoted(to.name)} are connected twice. One of the wires does nothing.`;
  return warning('edge_twice', message, { ...cut(edge), step: from.id });
}

/** The names of a step's ways out, `error` included. */
function waysOutOf(step: Step, operation: CatalogOperation): string[] {
  const named = outletsOf(step, operation).map(({ name }) => name);
  return operation.kind === 'trigger' || operation.kind === 'stop' ? named : [...named, ERROR];
}
