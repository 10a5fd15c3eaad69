import { saidOf, say } from '@patchbay/words';
import { asEvaluationError, EvaluationError } from '../evaluationError.ts';
import { costOf, type EvaluationContext, Scope, type Thunk } from '../scope.ts';
import { describeValue, isMissing, readField, writeField } from '../values.ts';
import { compileCall } from './compileCall.ts';
import { compileMacro } from './macros.ts';
import { add, calculate, compare, isEqual, isIn, numbersSentence, truth } from './operators.ts';
import { type Node, parseFormula, positionOf } from './parse.ts';
import { callOf, type Names, type Place } from './place.ts';
import { literalOf, pathOf } from './read.ts';

/**
 * A formula as a closure. Never throws itself: a formula that cannot be read compiles to a closure that says so,
 * because a flow with one broken field is still a flow that can be opened, drawn and corrected.
 */
export function compileFormula(source: string): (context: EvaluationContext) => unknown {
  try {
    const parsed = parseFormula(source);
    if (!parsed.ok) throw new EvaluationError(saidOf(parsed.problem), parsed.problem.position);
    const direct = pathOf(parsed.node);
    if (direct) return readerOf(direct.step, direct.path);
    return guarded(compileNode(parsed.node, new Map()));
  } catch (error) {
    const { saying, position } = asEvaluationError(error);
    return () => {
      throw new EvaluationError(saying, position);
    };
  }
}

function guarded(thunk: Thunk): (context: EvaluationContext) => unknown {
  return (context) => {
    try {
      return thunk(new Scope(context));
    } catch (error) {
      throw asEvaluationError(error);
    }
  };
}

/** Reads `path` from a step's output. The short paths nearly every mapping has are unrolled. */
export function readerOf(step: string, path: readonly (string | number)[]): (context: EvaluationContext) => unknown {
  const [first, second] = path;
  if (first === undefined) return (context) => context.value(step);
  if (second === undefined) return (context) => readField(context.value(step), first);
  if (path.length === 2) return (context) => readField(readField(context.value(step), first), second);
  return (context) => {
    let value = context.value(step);
    for (const key of path) value = readField(value, key);
    return value;
  };
}

function compileNode(node: Node, names: Names): Thunk {
  const place: Place = { names, compile: compileNode };
  const literal = literalOf(node);
  if (literal) return () => literal.value;
  switch (node.op) {
    case 'value':
      throw new EvaluationError('Bytes are not used here. Write text without the b.', positionOf(node));
    case 'id':
      return compileName(node.args, place);
    case '.':
      return compileField(node.args[0], node.args[1], place);
    case '[]':
      return compileItem(node.args[0], node.args[1], place);
    case 'list':
      return compileList(node.args, place);
    case 'map':
      return compileObject(node.args, place);
    case '!_':
    case '-_':
      return compileUnary(node.op, node.args, place);
    case '?:':
      return compileTernary(node.args, place);
    case '&&':
    case '||':
      return compileLogic(node.op, node.args, place);
    case 'call':
    case 'rcall':
      return compileCallNode(node, place);
    case '.?':
    case '[?]':
      throw new EvaluationError('Write a plain . here: a missing field gives nothing.', positionOf(node));
    default:
      return compileBinary(node, place);
  }
}

function compileName(name: string, { names }: Place): Thunk {
  const slot = names.get(name);
  if (slot !== undefined) return (scope) => scope.locals[slot];
  return (scope) => scope.context.value(name);
}

function compileCallNode(node: Node, place: Place): Thunk {
  const call = callOf(node);
  if (!call) throw new EvaluationError('This is not a call.', positionOf(node));
  return compileMacro(call, place) ?? compileCall(call, place);
}

function compileField(target: Node, field: string, place: Place): Thunk {
  const object = place.compile(target, place.names);
  return (scope) => readField(object(scope), field);
}

function compileItem(target: Node, index: Node, place: Place): Thunk {
  const object = place.compile(target, place.names);
  const key = place.compile(index, place.names);
  return (scope) => {
    const at = key(scope);
    return typeof at === 'number' || typeof at === 'string' ? readField(object(scope), at) : undefined;
  };
}

function compileList(items: readonly Node[], place: Place): Thunk {
  const thunks = items.map((item) => place.compile(item, place.names));
  return (scope) => thunks.map((item) => item(scope) ?? null);
}

function compileObject(entries: readonly (readonly [Node, Node])[], place: Place): Thunk {
  const fields = entries.map(([key, value]) => ({
    key: place.compile(key, place.names),
    value: place.compile(value, place.names),
    position: positionOf(key),
  }));
  return (scope) => {
    const object: { [key: string]: unknown } = {};
    for (const field of fields) {
      const key = field.key(scope);
      if (typeof key !== 'string') {
        throw new EvaluationError('The name of a field has to be text. Put it in quotes.', field.position);
      }
      const value = field.value(scope);
      if (value !== undefined) writeField(object, key, value);
    }
    return object;
  };
}

function compileUnary(op: '!_' | '-_', target: Node, place: Place): Thunk {
  const value = place.compile(target, place.names);
  const at = positionOf(target);
  if (op === '!_') return (scope) => !truth(value(scope), say('What follows !'), at);
  return (scope) => {
    const amount = value(scope);
    if (typeof amount === 'number') return -amount;
    if (isMissing(amount)) return null;
    throw new EvaluationError(numbersSentence('-', describeValue(amount)), at);
  };
}

function compileTernary([condition, yes, no]: readonly [Node, Node, Node], place: Place): Thunk {
  const test = place.compile(condition, place.names);
  const at = positionOf(condition);
  const [whenYes, whenNo] = [place.compile(yes, place.names), place.compile(no, place.names)];
  return (scope) => (truth(test(scope), say('The condition before ?'), at) ? whenYes(scope) : whenNo(scope));
}

function compileLogic(op: '&&' | '||', [left, right]: readonly [Node, Node], place: Place): Thunk {
  const [first, second] = [place.compile(left, place.names), place.compile(right, place.names)];
  const [at, then] = [positionOf(left), positionOf(right)];
  const what = say('A side of {sign}', { sign: op });
  if (op === '&&') return (scope) => truth(first(scope), what, at) && truth(second(scope), what, then);
  return (scope) => truth(first(scope), what, at) || truth(second(scope), what, then);
}

type Binary = Extract<Node, { op: '+' | '-' | '*' | '/' | '%' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'in' }>;

function compileBinary(node: Binary, place: Place): Thunk {
  const left = place.compile(node.args[0], place.names);
  const right = place.compile(node.args[1], place.names);
  const position = positionOf(node);
  switch (node.op) {
    case '+':
      return (scope) => {
        const sum = add(left(scope), right(scope), position);
        if (typeof sum === 'object' || typeof sum === 'string') scope.charge(costOf(sum));
        return sum;
      };
    case '==':
      return (scope) => isEqual(left(scope), right(scope), scope);
    case '!=':
      return (scope) => !isEqual(left(scope), right(scope), scope);
    case 'in':
      return (scope) => isIn(left(scope), right(scope), { scope, position });
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const comparison = compare(node.op, position);
      return (scope) => comparison(left(scope), right(scope));
    }
    default: {
      const calculation = calculate(node.op, position);
      return (scope) => calculation(left(scope), right(scope));
    }
  }
}
