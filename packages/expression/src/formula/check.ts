import { say } from '@patchbay/words';
import { listType, objectType } from '../types/build.ts';
import { anything, type Type, typeOf } from '../types/type.ts';
import { union } from '../types/union.ts';
import { checkCall } from './checkCall.ts';
import { type Checking, problem } from './checking.ts';
import { checkBinary, checkCondition, checkNegative } from './checkOperators.ts';
import { checkIndex, checkPath } from './checkPath.ts';
import { type Node, positionOf } from './parse.ts';
import { callOf } from './place.ts';
import { jsonOf, literalOf, pathOf } from './read.ts';

/** The type of a formula; what is wrong with it goes to `report`. `anything` where nothing is known. */
export function checkFormula(node: Node, against: Pick<Checking, 'environment' | 'report'>): Type {
  return checkNode(node, checkingOf({ ...against, locals: new Map(), missing: 'error' }));
}

function checkingOf(base: Omit<Checking, 'typeOf'>): Checking {
  const checking: Checking = {
    ...base,
    typeOf: (node, more) => checkNode(node, more ? checkingOf({ ...base, ...more }) : checking),
  };
  return checking;
}

const numberType = typeOf({ type: 'number' });
const yesNoType = typeOf({ type: 'boolean' });

function checkNode(node: Node, checking: Checking): Type {
  const literal = literalOf(node);
  if (literal) return typeOf({ const: literal.value });
  const path = pathOf(node);
  if (path) return checkPath({ ...path, node }, checking);
  const call = callOf(node);
  if (call) return checkCall(call, checking);
  switch (node.op) {
    case 'list':
      return listType(node.args.map((item) => checking.typeOf(item)));
    case 'map':
      return checkObject(node.args, checking);
    case '!_':
      checkCondition(node.args, say('What follows !'), checking);
      return yesNoType;
    case '-_':
      checkNegative(node.args, checking);
      return numberType;
    case '?:':
      checkCondition(node.args[0], say('The condition before ?'), checking);
      return union([checking.typeOf(node.args[1], afterAsking(node.args[0])), checking.typeOf(node.args[2])]);
    case '&&':
      checkCondition(node.args[0], say('A side of {sign}', { sign: '&&' }), checking);
      checkCondition(node.args[1], say('A side of {sign}', { sign: '&&' }), {
        ...checking,
        typeOf: (part) => checking.typeOf(part, afterAsking(node.args[0])),
      });
      return yesNoType;
    case '||':
      for (const side of node.args) checkCondition(side, say('A side of {sign}', { sign: node.op }), checking);
      return yesNoType;
    case '.':
    case '[]':
      return checkIndex(node, checking);
    default:
      return checkRest(node, checking);
  }
}

/** Where `has(...)` was asked before, a field that is not there is no mistake. */
function afterAsking(condition: Node): Pick<Checking, 'missing'> | undefined {
  const call = callOf(condition);
  const isAsked = call?.name === 'has' || (condition.op === '&&' && condition.args.some((side) => afterAsking(side)));
  return isAsked ? { missing: 'fine' } : undefined;
}

function checkRest(node: Node, checking: Checking): Type {
  switch (node.op) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case '==':
    case '!=':
    case 'in':
      return checkBinary(node, checking);
    case 'value':
      checking.report(problem('bad_value', 'Bytes are not used here. Write text without the b.', positionOf(node)));
      return anything;
    default:
      checking.report(problem('bad_value', 'Write a plain . here: a missing field gives nothing.', positionOf(node)));
      return anything;
  }
}

function checkObject(entries: readonly (readonly [Node, Node])[], checking: Checking): Type {
  const fields: { name: string; type: Type }[] = [];
  let isKnown = true;
  for (const [key, value] of entries) {
    const name = jsonOf(key)?.value;
    const type = checking.typeOf(value);
    if (typeof name === 'string') fields.push({ name, type });
    else isKnown = false;
    if (typeof name !== 'string') checkKey(key, checking);
  }
  const type = objectType(fields);
  return isKnown ? type : typeOf({ type: 'object' });
}

function checkKey(key: Node, checking: Checking): void {
  const isName = key.op === 'id' && !checking.locals.has(key.args) && !Object.hasOwn(checking.environment, key.args);
  if (isName) {
    const sentence = say('The name of a field has to be text. Write "{name}" in quotes.', { name: key.args });
    checking.report(problem('wrong_type', sentence, positionOf(key)));
  } else checking.typeOf(key);
}
