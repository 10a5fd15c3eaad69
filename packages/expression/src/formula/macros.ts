import { type Said, say } from '@patchbay/words';
import { EvaluationError } from '../evaluationError.ts';
import type { Scope, Thunk } from '../scope.ts';
import { describeValue, isMissing, isObject } from '../values.ts';
import { notAListSentence } from './words.ts';
import { truth } from './operators.ts';
import { type Node, positionOf } from './parse.ts';
import type { Call, Names, Place } from './place.ts';
import { sizeOf } from './read.ts';

/** Names of the calls that take a formula per item, with the number of arguments after the list. */
export const itemCalls: { readonly [name: string]: readonly number[] } = {
  map: [2, 3],
  filter: [2],
  all: [2],
  exists: [2],
  exists_one: [2],
};

/** One `list.map(item, ...)` taken apart: the list, the item's name, the formulas over it. */
export type ItemCall = { list: Node; item: string; formulas: readonly Node[] };

/** A call such as `lines.map(line, line.sku)`; undefined for every other call. */
export function itemCallOf(call: Call): ItemCall | undefined {
  const counts = Object.hasOwn(itemCalls, call.name) ? itemCalls[call.name] : undefined;
  const [name, ...formulas] = call.args;
  if (!call.receiver || !counts?.includes(call.args.length) || name?.op !== 'id') return undefined;
  return { list: call.receiver, item: name.args, formulas };
}

/** `cel.bind(name, value, formula)`: a name for a value that is used more than once. */
export function bindingOf(call: Call): { name: string; value: Node; formula: Node } | undefined {
  if (call.name !== 'bind' || call.receiver?.op !== 'id' || call.receiver.args !== 'cel') return undefined;
  const [name, value, formula] = call.args;
  return name?.op === 'id' && value && formula ? { name: name.args, value, formula } : undefined;
}

/** The calls whose arguments are not plain values; undefined for an ordinary function. */
export function compileMacro(call: Call, place: Place): Thunk | undefined {
  const binding = bindingOf(call);
  if (binding) return compileBinding(binding, place);
  if (call.name === 'has' && !call.receiver && call.args.length === 1) return compileHas(call.args[0], place);
  const items = itemCallOf(call);
  return items && compileItems(call.name, items, place);
}

function compileHas(target: Node | undefined, place: Place): Thunk | undefined {
  if (target?.op !== '.' && target?.op !== '[]') return undefined;
  const value = place.compile(target, place.names);
  return (scope) => !isMissing(value(scope));
}

function compileBinding(binding: { name: string; value: Node; formula: Node }, place: Place): Thunk {
  const { names, slot } = withName(place.names, binding.name);
  const value = place.compile(binding.value, place.names);
  const formula = place.compile(binding.formula, names);
  return (scope) => {
    scope.locals[slot] = value(scope);
    return formula(scope);
  };
}

/** The names with one more. Slots are never shared between names that are alive together. */
function withName(names: Names, name: string): { names: Names; slot: number } {
  const slot = names.size === 0 ? 0 : Math.max(...names.values()) + 1;
  return { names: new Map(names).set(name, slot), slot };
}

function compileItems(name: string, call: ItemCall, place: Place): Thunk | undefined {
  const { names, slot } = withName(place.names, call.item);
  const [first, second] = call.formulas;
  if (!first) return undefined;
  const list = place.compile(call.list, place.names);
  const visit: Visit = {
    slot,
    formula: place.compile(first, names),
    after: second && place.compile(second, names),
    position: positionOf(first),
    cost: 1 + sizeOf(first) + (second ? sizeOf(second) : 0),
    what: say('The condition of {name}', { name }),
  };
  const position = positionOf(call.list);
  const gather = gatherers[name];
  return (
    gather &&
    ((scope) => {
      const value = list(scope);
      if (isMissing(value)) return null;
      const items = itemsOf(value);
      if (items) return gather(items, visit, scope);
      throw new EvaluationError(notAListSentence(name, describeValue(value)), position);
    })
  );
}

/** What is done with each item. `cost` is paid per item, so nested lists run into the budget instead of hanging. */
type Visit = {
  slot: number;
  formula: Thunk;
  after: Thunk | undefined;
  position: { from: number; to: number };
  cost: number;
  what: Said;
};

type Gather = (items: readonly unknown[], visit: Visit, scope: Scope) => unknown;

function itemsOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.keys(value) : undefined;
}

function evaluate(item: unknown, visit: Visit, scope: Scope): unknown {
  scope.charge(visit.cost);
  scope.locals[visit.slot] = item;
  return visit.formula(scope);
}

function test(item: unknown, visit: Visit, scope: Scope): boolean {
  return truth(evaluate(item, visit, scope), visit.what, visit.position);
}

const gatherers: { readonly [name: string]: Gather } = {
  map: (items, visit, scope) => {
    const { after } = visit;
    if (!after) return items.map((item) => evaluate(item, visit, scope) ?? null);
    return items.filter((item) => test(item, visit, scope)).map((item) => afterOf(item, after, { visit, scope }));
  },
  filter: (items, visit, scope) => items.filter((item) => test(item, visit, scope)),
  all: (items, visit, scope) => items.every((item) => test(item, visit, scope)),
  exists: (items, visit, scope) => items.some((item) => test(item, visit, scope)),
  exists_one: (items, visit, scope) => items.filter((item) => test(item, visit, scope)).length === 1,
};

function afterOf(item: unknown, after: Thunk, { visit, scope }: { visit: Visit; scope: Scope }): unknown {
  scope.locals[visit.slot] = item;
  return after(scope) ?? null;
}
