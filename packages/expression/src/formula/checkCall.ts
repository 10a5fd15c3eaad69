import { type Saying, say } from '@patchbay/words';
import { readIso } from '../dates/moment.ts';
import type { ArgumentKind, FunctionDefinition, Parameter } from '../functions/define.ts';
import { findFunction } from '../functions/table.ts';
import { iteratedType, listType } from '../types/build.ts';
import { describeType } from '../types/describe.ts';
import { fieldOf } from '../types/field.ts';
import { anything, itemOf, kind, kindsOf, type Type, typeOf } from '../types/type.ts';
import { type Checking, problem } from './checking.ts';
import { checkCondition } from './checkOperators.ts';
import { acceptsCount, parameterAt } from './compileCall.ts';
import { bindingOf, type ItemCall, itemCallOf, itemCalls } from './macros.ts';
import { type Node, positionOf } from './parse.ts';
import { allArguments, type Call } from './place.ts';
import { literalOf } from './read.ts';
import { argumentCountSentence, argumentSentence, notAListSentence, unknownFunctionSentence } from './words.ts';

/** The type of a call, of whichever sort. */
export function checkCall(call: Call, checking: Checking): Type {
  const binding = bindingOf(call);
  if (binding) {
    const value = checking.typeOf(binding.value);
    return checking.typeOf(binding.formula, { locals: new Map(checking.locals).set(binding.name, value) });
  }
  const [first] = call.args;
  if (call.name === 'has' && !call.receiver && call.args.length === 1 && first) return checkHas(first, checking);
  const items = itemCallOf(call);
  if (items) return checkItems(call, items, checking);
  const definition = findFunction(call.name);
  if (!definition) return refuseName(call, checking);
  return checkFunction(call, definition, checking);
}

function refuseName(call: Call, checking: Checking): Type {
  checking.report(problem('unknown_function', unknownFunctionSentence(call.name), positionOf(call.node)));
  // The names such a call introduces are no steps: looking inside would report them.
  if (!Object.hasOwn(itemCalls, call.name)) for (const argument of allArguments(call)) checking.typeOf(argument);
  return anything;
}

function checkHas(target: Node, checking: Checking): Type {
  if (target.op === '.' || target.op === '[]') checking.typeOf(target, { missing: 'fine' });
  else checking.report(problem('wrong_arguments', 'has asks for a field, as in has(order.note).', positionOf(target)));
  return typeOf({ type: 'boolean' });
}

function checkItems(call: Call, items: ItemCall, checking: Checking): Type {
  const list = checking.typeOf(items.list);
  const kinds = kindsOf(list) & ~kind.null;
  if (kinds !== 0 && !(kinds & (kind.list | kind.object))) {
    checking.report(problem('wrong_type', notAListSentence(call.name, describeType(list)), positionOf(items.list)));
  }
  const locals = new Map(checking.locals).set(items.item, iteratedType(list, kinds));
  const inner: Checking = { ...checking, locals, typeOf: (node, more) => checking.typeOf(node, { locals, ...more }) };
  const [first, second] = items.formulas;
  if (!first) return anything;
  if (call.name !== 'map' || second) checkCondition(first, say('The condition of {name}', { name: call.name }), inner);
  if (call.name === 'filter') return kinds & kind.list ? list : listType([typeOf({ type: 'string' })]);
  if (call.name === 'map') return listType([inner.typeOf(second ?? first)]);
  return typeOf({ type: 'boolean' });
}

function checkFunction(call: Call, definition: FunctionDefinition, checking: Checking): Type {
  const nodes = allArguments(call);
  const isLenient = definition.group === 'logic' && checking.missing === 'error';
  const types = nodes.map((node) => checking.typeOf(node, isLenient ? { missing: 'warning' } : undefined));
  if (!acceptsCount(definition, nodes.length)) {
    const sentence = argumentCountSentence(definition, nodes.length);
    checking.report(problem('wrong_arguments', sentence, positionOf(call.node)));
    return anything;
  }
  for (const [index, node] of nodes.entries()) {
    const parameter = parameterAt(definition, index);
    const type = types[index];
    if (parameter && type) checkArgument({ definition, parameter, node, type }, checking);
  }
  return plucked(definition, { nodes, types }) ?? resultOf(definition, types);
}

type Argument = { definition: FunctionDefinition; parameter: Parameter; node: Node; type: Type };

function checkArgument({ definition, parameter, node, type }: Argument, checking: Checking): void {
  const kinds = kindsOf(type) & ~kind.null;
  if (kinds !== 0 && !(kinds & acceptedKinds[parameter.kind])) {
    const sentence = argumentSentence(definition, parameter, describeType(type));
    checking.report(problem('wrong_type', sentence, positionOf(node)));
    return;
  }
  const written = literalOf(node)?.value;
  const wrong = typeof written === 'string' ? problemWithText(parameter, written) : undefined;
  if (wrong !== undefined) checking.report(problem('bad_value', wrong, positionOf(node)));
}

function problemWithText(parameter: Parameter, written: string): Saying | undefined {
  if (parameter.kind !== 'date' || readIso(written, 'UTC')) return parameter.problemWith?.(written);
  return 'This is not a date like 2026-11-22 or 2026-11-22T09:30:00Z.';
}

const acceptedKinds: { readonly [Kind in ArgumentKind]: number } = {
  text: kind.text | kind.number | kind.boolean,
  number: kind.number,
  yesno: kind.boolean,
  date: kind.text,
  list: kind.list,
  object: kind.object,
  sized: kind.text | kind.list | kind.object,
  any: kind.any,
};

function resultOf({ result }: FunctionDefinition, types: readonly Type[]): Type {
  return typeof result === 'function' ? result(types) : typeOf(result);
}

/** `pluck(list, "field")` where the field is written out: a list of that field's type. */
function plucked(
  { name }: FunctionDefinition,
  { nodes, types }: { nodes: readonly Node[]; types: readonly Type[] },
): Type | undefined {
  const [list, fieldNode] = [types[0], nodes[1]];
  const field = name === 'pluck' && fieldNode ? literalOf(fieldNode)?.value : undefined;
  if (!list || typeof field !== 'string') return undefined;
  const found = fieldOf(itemOf(list), field);
  return found.known === 'yes' ? listType([found.type]) : undefined;
}
