import { type Said, say, spell } from '@patchbay/words';
import { EvaluationError, type Position } from '../evaluationError.ts';
import type { Scope } from '../scope.ts';
import { withinSize } from '../scope.ts';
import { describeValue, isMissing, isObject } from '../values.ts';
import { isText } from '../types/describe.ts';

type Calculation = (left: number, right: number) => number;

/** Adds numbers, joins texts, joins lists; missing when a side is missing. */
export function add(left: unknown, right: unknown, at: Position): unknown {
  if (typeof left === 'number' && typeof right === 'number') return finite(left + right, at);
  if (isMissing(left) || isMissing(right)) return null;
  if (typeof left === 'string' && typeof right === 'string') return withinSize(left + right);
  if (Array.isArray(left) && Array.isArray(right)) return withinSize([...left, ...right]);
  throw new EvaluationError(plusSentence(describeValue(left), describeValue(right)), at);
}

/** Why `+` cannot put two things together, and what to write instead. */
export function plusSentence(left: Said, right: Said): Said {
  return isText(left) || isText(right)
    ? say('+ cannot put {left} and {right} together. Write text(...) around the one that is not text.', { left, right })
    : say('+ cannot put {left} and {right} together.', { left, right });
}

export function calculate(sign: '-' | '*' | '/' | '%', at: Position): (left: unknown, right: unknown) => unknown {
  const calculation = calculations[sign];
  return (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') {
      if (right === 0 && (sign === '/' || sign === '%')) {
        throw new EvaluationError('This divides by zero. Check for 0 first, or use a default.', at);
      }
      return finite(calculation(left, right), at);
    }
    if (isMissing(left) || isMissing(right)) return null;
    const wrong = typeof left === 'number' ? right : left;
    throw new EvaluationError(numbersSentence(sign, describeValue(wrong)), at);
  };
}

const calculations: { [Sign in '-' | '*' | '/' | '%']: Calculation } = {
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

export function numbersSentence(sign: string, wrong: Said): Said {
  return isText(wrong)
    ? say('{sign} works with numbers, and this is {wrong}. Write number(...) around it.', { sign, wrong })
    : say('{sign} works with numbers, and this is {wrong}.', { sign, wrong });
}

function finite(value: number, at: Position): number {
  if (Number.isFinite(value)) return value;
  throw new EvaluationError('The result is too large for a number.', at);
}

/** `<` and its kin over two numbers or two texts. A missing side makes every comparison false. */
export function compare(sign: '<' | '<=' | '>' | '>=', at: Position): (left: unknown, right: unknown) => boolean {
  const numbers = comparisons[sign];
  return (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return numbers(left, right);
    if (typeof left === 'string' && typeof right === 'string') return numbers(compareTexts(left, right), 0);
    if (isMissing(left) || isMissing(right)) return false;
    throw new EvaluationError(compareSentence(describeValue(left), describeValue(right)), at);
  };
}

const comparisons: { [Sign in '<' | '<=' | '>' | '>=']: (left: number, right: number) => boolean } = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

export function compareSentence(left: Said, right: Said): Said {
  const [first, second] = [spell(left), spell(right)];
  const isMixed = (first === 'text' && second === 'a number') || (first === 'a number' && second === 'text');
  return isMixed
    ? say('You cannot compare {left} with {right}. Write number(...) around the text.', { left, right })
    : say('You cannot compare {left} with {right}.', { left, right });
}

/** By code units, so that the order is the same on every machine. */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Whether two JSON values are the same. A missing value equals null. */
export function isEqual(left: unknown, right: unknown, scope: Scope): boolean {
  if (left === right) return true;
  if (isMissing(left) || isMissing(right)) return isMissing(left) && isMissing(right);
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  if (Array.isArray(left) && Array.isArray(right)) {
    scope.charge(left.length);
    return left.length === right.length && left.every((item, index) => isEqual(item, right[index], scope));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  scope.charge(keys.length);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key], right[key], scope))
  );
}

/** Whether a list has the value, an object the field, or a text the part. */
export function isIn(value: unknown, container: unknown, at: { scope: Scope; position: Position }): boolean {
  if (isMissing(container)) return false;
  if (Array.isArray(container)) {
    at.scope.charge(container.length);
    return container.some((item) => isEqual(value, item, at.scope));
  }
  if (isObject(container)) return typeof value === 'string' && Object.hasOwn(container, value);
  throw new EvaluationError(
    say('“in” looks into a list or an object, and this is {what}.', { what: describeValue(container) }),
    at.position,
  );
}

/** A condition's answer; a missing value counts as no. `what` names the place: "The condition before ?". */
export function truth(value: unknown, what: Said, at: Position): boolean {
  if (typeof value === 'boolean') return value;
  if (isMissing(value)) return false;
  throw new EvaluationError(conditionSentence(what, describeValue(value)), at);
}

export function conditionSentence(what: Said, wrong: Said): Said {
  return say('{what} has to be a yes or no, and this is {wrong}.', { what, wrong });
}
