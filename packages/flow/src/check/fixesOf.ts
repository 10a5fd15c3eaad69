import type { MappingProblem } from '@patchbay/expression';
import { say } from '@patchbay/words';
import type { CatalogOperation } from '../catalog.ts';
import type { Fix } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { own } from '../equal.ts';
import { downstreamOf, findCycles } from '../graph.ts';
import { mappingAt } from '../mappingAt.ts';
import { outletsOf } from '../outlets.ts';
import { fieldsOf, resolve, type SchemaAt } from '../schema.ts';
import { quoted } from '../words.ts';
import { type CheckContext, titled } from './context.ts';

export type ProblemIn = { step: Step; input: string; problem: MappingProblem };

/** What takes a mapping's problem away and makes no other: another mapping, a wire that is missing, or nothing at all. */
export function fixesOf(context: CheckContext, found: ProblemIn): Fix[] {
  const { step, input, problem } = found;
  const operation = context.operationOf(step);
  if (operation === undefined) return [];
  if (problem.code === 'unknown_step') return [...joinFix(context, found), ...clearFix(operation, found)];
  if (problem.fix !== undefined) {
    return givesType(operation, input) ? [] : [{ ...problem.fix, kind: 'map' }];
  }
  return BROKEN.has(problem.code) ? clearFix(operation, found) : [];
}

const BROKEN = new Set(['unknown_field']);

/** What is mapped there says what later steps find: another type would be wrong for them. */
function givesType({ kind, outputFrom, outletsFrom, typedBy }: CatalogOperation, input: string): boolean {
  return kind === 'forEach' || input === outputFrom?.input || input === outletsFrom?.input || input === typedBy?.by;
}

/** A value of a step that does not run before this one: a wire makes it so, where it can be drawn. */
function joinFix({ document, graph, operationOf, isOff }: CheckContext, { step, problem }: ProblemIn): Fix[] {
  const source = problem.step === undefined ? undefined : own(document.steps, problem.step);
  const operation = source && operationOf(source);
  if (source === undefined || operation === undefined || source.id === step.id) return [];
  const ways = outletsOf(source, operation);
  const [way] = ways;
  const isTrigger = operationOf(step)?.kind === 'trigger';
  // Where there are circles already, another wire may make more of them.
  const isCircle = downstreamOf(document, step.id, graph).has(source.id) || findCycles(document, graph).length > 0;
  if (way === undefined || ways.length > 1 || isTrigger || isCircle) return [];
  if (source.parent !== step.parent || isOff(source) || isOff(step)) return [];
  return [
    {
      ...titled(say('Connect {step} to it', { step: quoted(source.name) })),
      kind: 'join',
      from: source.id,
      outlet: way.name,
    },
  ];
}

/** An optional field is as well left empty. Not one in a list, whose other items would change their places. */
function clearFix(operation: CatalogOperation, { step, input, problem }: ProblemIn): Fix[] {
  const field = [input, ...problem.path];
  const mapping = mappingAt(own(step.inputs, input), problem.path);
  const isWhole = mapping?.kind === 'reference' || mapping?.kind === 'formula';
  if (!isWhole || givesType(operation, input) || !mayBeLeft(operation, field)) return [];
  return [{ title: 'Take it out', kind: 'clear' }];
}

/** Whether a field need not be filled, nor any object that would be empty without it. */
function mayBeLeft({ input }: CatalogOperation, field: readonly string[]): boolean {
  let at: SchemaAt = { schema: input, root: input };
  for (const name of field) {
    const schema = resolve(at);
    const isList = typeof schema === 'object' && [schema.type].flat().includes('array');
    const { properties, required } = fieldsOf(at);
    if (isList || required.has(name)) return false;
    at = { schema: properties.get(name) ?? true, root: input };
  }
  return true;
}
