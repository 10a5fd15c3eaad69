import { type Said, say } from '@patchbay/words';
import { describeType } from '../types/describe.ts';
import { kind, kindsOf, type Type, typeOf } from '../types/type.ts';
import { union } from '../types/union.ts';
import { type Checking, problem } from './checking.ts';
import { compareSentence, conditionSentence, numbersSentence, plusSentence } from './operators.ts';
import { type Node, positionOf } from './parse.ts';
import { literalOf } from './read.ts';

export type BinaryNode = Extract<
  Node,
  { op: '+' | '-' | '*' | '/' | '%' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'in' }
>;

const numberType = typeOf({ type: 'number' });
const yesNoType = typeOf({ type: 'boolean' });
const textType = typeOf({ type: 'string' });

type Sides = { node: BinaryNode; left: Type; right: Type };

/** The type of `left op right`, where each side is only refused when no value it may have fits. */
export function checkBinary(node: BinaryNode, checking: Checking): Type {
  const sides = { node, left: checking.typeOf(node.args[0]), right: checking.typeOf(node.args[1]) };
  switch (node.op) {
    case '+':
      return checkPlus(sides, checking);
    case '-':
    case '*':
    case '/':
    case '%':
      return checkNumbers(sides, checking);
    case 'in':
      return checkIn(sides, checking);
    case '==':
    case '!=':
      return checkEqual(sides, checking);
    default:
      return checkOrder(sides, checking);
  }
}

/** The kinds a value may have when it is there: a missing one propagates and is no mistake. */
function present(type: Type): number {
  return kindsOf(type) & ~kind.null;
}

function checkPlus({ node, left, right }: Sides, checking: Checking): Type {
  const [before, after] = [present(left), present(right)];
  const both = before & after & (kind.number | kind.text | kind.list);
  if (both === 0 && before !== 0 && after !== 0) {
    const sentence = plusSentence(describePresent(left), describePresent(right));
    checking.report(problem('wrong_type', sentence, positionOf(node)));
  }
  if (both === kind.number) return numberType;
  if (both === kind.text) return textType;
  return both === kind.list ? union([left, right]) : typeOf({ type: ['number', 'string', 'array'] });
}

function checkNumbers({ node, left, right }: Sides, checking: Checking): Type {
  for (const [index, type] of [left, right].entries()) {
    const side = node.args[index];
    if (side && present(type) !== 0 && !(present(type) & kind.number)) {
      checking.report(problem('wrong_type', numbersSentence(node.op, describePresent(type)), positionOf(side)));
    }
  }
  if ((node.op === '/' || node.op === '%') && literalOf(node.args[1])?.value === 0) {
    checking.report(problem('bad_value', 'This divides by zero.', positionOf(node)));
  }
  return numberType;
}

function checkOrder({ node, left, right }: Sides, checking: Checking): Type {
  const [before, after] = [present(left), present(right)];
  const both = before & after & (kind.number | kind.text);
  if (both === 0 && before !== 0 && after !== 0) {
    const sentence = compareSentence(describePresent(left), describePresent(right));
    checking.report(problem('wrong_type', sentence, positionOf(node)));
  }
  return yesNoType;
}

function checkEqual({ node, left, right }: Sides, checking: Checking): Type {
  const apart = present(left) !== 0 && present(right) !== 0 && (kindsOf(left) & kindsOf(right)) === 0;
  if (apart) {
    const sides = { left: describePresent(left), right: describePresent(right) };
    const sentence =
      node.op === '=='
        ? say('This compares {left} with {right} and is never true.', sides)
        : say('This compares {left} with {right} and is always true.', sides);
    checking.report({ ...problem('never_true', sentence, positionOf(node)), severity: 'warning' });
  }
  return yesNoType;
}

function checkIn({ node, right }: Sides, checking: Checking): Type {
  const container = present(right);
  if (container !== 0 && !(container & (kind.list | kind.object))) {
    const what = describePresent(right);
    const sentence =
      container & kind.text
        ? say('“in” looks into a list or an object, and this is {what}. Use contains(...) for a part of a text.', {
            what,
          })
        : say('“in” looks into a list or an object, and this is {what}.', { what });
    checking.report(problem('wrong_type', sentence, positionOf(node.args[1])));
  }
  return yesNoType;
}

/** Checks a part that has to be a yes or no. */
export function checkCondition(node: Node, what: Said, checking: Checking): void {
  const type = checking.typeOf(node);
  const kinds = present(type);
  if (kinds !== 0 && !(kinds & kind.boolean)) {
    checking.report(problem('wrong_type', conditionSentence(what, describePresent(type)), positionOf(node)));
  }
}

export function checkNegative(node: Node, checking: Checking): void {
  const type = checking.typeOf(node);
  const kinds = present(type);
  if (kinds !== 0 && !(kinds & kind.number)) {
    checking.report(problem('wrong_type', numbersSentence('-', describePresent(type)), positionOf(node)));
  }
}

/** A type in words; a date is a text wherever an operator is concerned. */
function describePresent(type: Type): Said {
  const kinds = present(type);
  return kinds === kind.text ? say('text') : describeType(type);
}
