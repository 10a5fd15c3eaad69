import { say, sayAll } from '@patchbay/words';
import type { CatalogOperation } from '../catalog.ts';
import type { Diagnostic, Fix } from '../diagnostic.ts';
import { type Edge, ERROR, type Step } from '../document.ts';
import { own } from '../equal.ts';
import { outletsOf } from '../outlets.ts';
import { MOST_NAMED, quoted } from '../words.ts';
import { type CheckContext, error, titled, warning } from './context.ts';

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
    const message = say('A wire from {step} leads to a step that is gone. Remove it.', { step: quoted(from.name) });
    return error('edge_to_missing_step', message, { ...cut(edge), step: from.id });
  }
  const target = to === undefined ? say('a step that is gone as well') : quoted(to.name);
  const message = say('A wire to {target} comes from a step that is gone. Remove it.', { target });
  return error('edge_from_missing_step', message, { ...cut(edge), ...(to && { step: to.id }) });
}

function checkOutlet({ operationOf }: CheckContext, edge: Edge, { from, to }: Ends): Diagnostic[] {
  const operation = operationOf(from);
  if (operation === undefined) return [];
  const outlets = waysOutOf(from, operation);
  if (outlets.includes(edge.outlet)) return [];
  const values = { from: quoted(from.name), way: edge.outlet, to: quoted(to.name) };
  const message =
    outlets.length === 0
      ? say("{from} has no way out called '{way}' to {to}. Nothing comes after it.", values)
      : say("{from} has no way out called '{way}' to {to}. It has {ways}.", {
          ...values,
          ways: sayAll(outlets.map(quoted), MOST_NAMED),
        });
  const [first] = outlets;
  const fixes: Fix[] =
    first === undefined
      ? []
      : [{ ...titled(say('Use {value}', { value: quoted(first) })), kind: 'way', edge: edge.id, outlet: first }];
  return [error('unknown_outlet', message, { edge: edge.id, step: from.id, ...(first !== undefined && { fixes }) })];
}

function checkTarget({ document, operationOf }: CheckContext, edge: Edge, { from, to }: Ends): Diagnostic[] {
  const at = { edge: edge.id, step: to.id };
  const ends = { from: quoted(from.name), to: quoted(to.name) };
  if (operationOf(to)?.kind === 'trigger') {
    const message = say('The wire from {from} to {to} leads into a trigger, which starts by itself. Remove it.', ends);
    return [error('edge_into_trigger', message, at)];
  }
  if (from.parent === to.parent) return [];
  const loopId = to.parent ?? from.parent;
  const loop = loopId && own(document.steps, loopId);
  const border = loop === undefined ? say('a loop') : say('the loop {loop}', { loop: quoted(loop.name) });
  const message = say('The wire from {from} to {to} crosses the border of {border}. Connect the loop itself instead.', {
    ...ends,
    border,
  });
  return [error('edge_across_loop', message, { ...at, ...cut(edge) })];
}

function twinEdge(edge: Edge, from: Step, to: Step): Diagnostic {
  const message = say('{from} and {to} are connected twice. One of the wires does nothing.', {
    from: quoted(from.name),
    to: quoted(to.name),
  });
  return warning('edge_twice', message, { ...cut(edge), step: from.id });
}

/** The names of a step's ways out, `error` included. */
function waysOutOf(step: Step, operation: CatalogOperation): string[] {
  const named = outletsOf(step, operation).map(({ name }) => name);
  return operation.kind === 'trigger' || operation.kind === 'stop' ? named : [...named, ERROR];
}
