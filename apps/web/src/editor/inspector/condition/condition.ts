import {
  type Formula,
  type FormulaArgument,
  type Json,
  type Reference,
  readCall,
  writePath,
  writeValue,
} from '@patchbay/expression';
import { t } from '../../../texts/t.ts';

export type Operator =
  | 'is'
  | 'is-not'
  | 'more'
  | 'at-least'
  | 'less'
  | 'at-most'
  | 'after'
  | 'on-or-after'
  | 'before'
  | 'on-or-before'
  | 'contains'
  | 'not-contains'
  | 'starts'
  | 'empty'
  | 'not-empty'
  | 'yes'
  | 'no';

export type Operand = Reference | Formula | { kind: 'literal'; value: Json } | undefined;

/** One question: a value, what is asked of it, and what it is compared with. Absent parts are still to be filled. */
export type Question = { left: Reference | Formula | undefined; operator: Operator; right: Operand };

/** Several questions, of which all or any must hold; a condition among them is a group of its own. */
export type Condition = { join: 'all' | 'any'; questions: (Question | Condition)[] };

/** Whether a part of a condition is a group of questions rather than one. */
export function isGroup(part: Question | Condition): part is Condition {
  return 'join' in part;
}

/** Deeper groups are read as formulas: nobody would see through the boxes. */
const DEEPEST = 3;

export const operators: readonly { operator: Operator; words: string; hasRight: boolean }[] = [
  { operator: 'is', words: t('is'), hasRight: true },
  { operator: 'is-not', words: t('is not'), hasRight: true },
  { operator: 'more', words: t('is more than'), hasRight: true },
  { operator: 'at-least', words: t('is at least'), hasRight: true },
  { operator: 'less', words: t('is less than'), hasRight: true },
  { operator: 'at-most', words: t('is at most'), hasRight: true },
  { operator: 'after', words: t('is after'), hasRight: true },
  { operator: 'on-or-after', words: t('is on or after'), hasRight: true },
  { operator: 'before', words: t('is before'), hasRight: true },
  { operator: 'on-or-before', words: t('is on or before'), hasRight: true },
  { operator: 'contains', words: t('contains'), hasRight: true },
  { operator: 'not-contains', words: t('does not contain'), hasRight: true },
  { operator: 'starts', words: t('starts with'), hasRight: true },
  { operator: 'empty', words: t('is empty'), hasRight: false },
  { operator: 'not-empty', words: t('is not empty'), hasRight: false },
  { operator: 'yes', words: t('is yes'), hasRight: false },
  { operator: 'no', words: t('is no'), hasRight: false },
];

export function hasRight(operator: Operator): boolean {
  return operators.find((known) => known.operator === operator)?.hasRight ?? false;
}

const SIGNS: Readonly<Partial<Record<Operator, string>>> = {
  is: '==',
  'is-not': '!=',
  more: '>',
  'at-least': '>=',
  less: '<',
  'at-most': '<=',
};

/** Functions of two values that are questions; dates are compared by these as moments, not letter by letter. */
const CALLS: Readonly<Partial<Record<Operator, string>>> = {
  contains: 'contains',
  starts: 'startsWith',
  after: 'isAfter',
  'on-or-after': 'isOnOrAfter',
  before: 'isBefore',
  'on-or-before': 'isOnOrBefore',
};

/** The formula for a condition; undefined while no question is complete. Incomplete ones are left out. */
export function writeCondition({ join, questions }: Condition): Formula | undefined {
  const written = questions.flatMap((part) => (isGroup(part) ? writeGroup(part) : writeQuestion(part)) ?? []);
  if (written.length === 0) return undefined;
  return { kind: 'formula', source: written.join(join === 'all' ? ' && ' : ' || ') };
}

function writeGroup(group: Condition): string | undefined {
  const written = writeCondition(group);
  return written && `(${written.source})`;
}

function writeQuestion({ left, operator, right }: Question): string | undefined {
  const path = writeOperand(left);
  const other = writeOperand(right);
  if (path === '' || (hasRight(operator) && other === '')) return undefined;
  const call = CALLS[operator];
  if (call !== undefined) return `${call}(${path}, ${other})`;
  switch (operator) {
    case 'not-contains':
      return `!contains(${path}, ${other})`;
    case 'empty':
      return `isEmpty(${path})`;
    case 'not-empty':
      return `!isEmpty(${path})`;
    case 'yes':
      return `${path} == true`;
    case 'no':
      return `${path} == false`;
    default:
      return `${path} ${SIGNS[operator] ?? '=='} ${other}`;
  }
}

/** In brackets, unless it is a call: what stands beside it must not bind with a part of it. */
function writeOperand(operand: Operand): string {
  if (operand === undefined) return '';
  if (operand.kind === 'reference') return writePath(operand);
  if (operand.kind === 'literal') return writeValue(operand.value);
  const source = operand.source.trim();
  return source === '' || callIn(source)?.name ? source : `(${source})`;
}

/** Reads a formula that a condition could have written; undefined for any other, to be edited as text. */
export function readCondition(source: string): Condition | undefined {
  return readJoined(source, 0);
}

function readJoined(source: string, depth: number): Condition | undefined {
  const joins = depth > DEEPEST ? undefined : pieces(source);
  if (joins === undefined) return undefined;
  const questions = joins.parts.map((part) => readPart(part.trim(), depth));
  const complete = questions.filter((question) => question !== undefined);
  return complete.length === questions.length ? { join: joins.join, questions: complete } : undefined;
}

/** Brackets around the whole of a part make it a group. */
function readPart(source: string, depth: number): Question | Condition | undefined {
  const call = callIn(source);
  return call?.name === '' ? readJoined(call.inside, depth + 1) : readQuestion(source);
}

/** The formula cut at `&&` or `||`, outside quotes and brackets; undefined where both stand side by side. */
function pieces(source: string): { join: 'all' | 'any'; parts: string[] } | undefined {
  const cuts = signsOutside(source, /&&|\|\|/y);
  const kinds = new Set(cuts.map(({ sign }) => sign));
  if (kinds.size > 1) return undefined;
  const parts = [0, ...cuts.map(({ at }) => at + 2)].map((from, index) => source.slice(from, cuts[index]?.at));
  return { join: kinds.has('||') ? 'any' : 'all', parts };
}

function signsOutside(source: string, signs: RegExp): { sign: string; at: number }[] {
  const found: { sign: string; at: number }[] = [];
  let depth = 0;
  let quote = '';
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] ?? '';
    if (quote !== '') {
      if (character === '\\') at += 1;
      else if (character === quote) quote = '';
      continue;
    }
    if (character === '"' || character === "'") quote = character;
    else if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    if (depth !== 0 || quote !== '') continue;
    signs.lastIndex = at;
    const sign = signs.exec(source)?.[0];
    if (sign === undefined) continue;
    found.push({ sign, at });
    at += sign.length - 1;
  }
  return found;
}

function readQuestion(source: string): Question | undefined {
  const isNegated = source.startsWith('!') && !source.startsWith('!=');
  const called = readCalledQuestion(isNegated ? source.slice(1) : source, isNegated);
  if (called !== undefined) return called;
  const [sign, more] = signsOutside(source, /==|!=|>=|<=|>|</y);
  if (sign === undefined || more !== undefined) return undefined;
  const left = readOperand(source.slice(0, sign.at));
  const right = readOperand(source.slice(sign.at + sign.sign.length));
  if (left === undefined || left.kind === 'literal' || right === undefined) return undefined;
  const operator = operators.find((known) => SIGNS[known.operator] === sign.sign)?.operator;
  if (operator === undefined) return undefined;
  if (operator === 'is' && right.kind === 'literal' && typeof right.value === 'boolean')
    return { left, operator: right.value ? 'yes' : 'no', right: undefined };
  return { left, operator, right };
}

/** A question that is a call, `contains(order.note, "gift")`. A call of anything else is no question. */
function readCalledQuestion(source: string, isNegated: boolean): Question | undefined {
  const call = callIn(source);
  if (call === undefined) return undefined;
  const { inside } = call;
  const commas = signsOutside(inside, /,/y);
  const [left, right] = [0, ...commas.map(({ at }) => at + 1)].map((from, at) =>
    readOperand(inside.slice(from, commas[at]?.at)),
  );
  if (left === undefined || left.kind === 'literal' || commas.length > 1) return undefined;
  if (call.name === 'isEmpty' && commas.length === 0)
    return { left, operator: isNegated ? 'not-empty' : 'empty', right: undefined };
  if (right === undefined) return undefined;
  if (call.name === 'contains') return { left, operator: isNegated ? 'not-contains' : 'contains', right };
  const operator = operators.find((known) => CALLS[known.operator] === call.name)?.operator;
  return operator !== undefined && !isNegated ? { left, operator, right } : undefined;
}

/** One side of a question: a reference, a value, a call, or a formula in brackets. */
function readOperand(source: string): Operand {
  const text = source.trim();
  const call = callIn(text);
  if (call !== undefined) return { kind: 'formula', source: call.name === '' ? call.inside : text };
  const simple = argumentOf(text);
  return simple?.kind === 'call' ? undefined : simple;
}

/** A name and what stands in its brackets, where the text is that and nothing more; a formula in brackets has no name. */
function callIn(source: string): { name: string; inside: string } | undefined {
  const [closing] = signsOutside(source, /\)/y);
  const [opening, name] = /^([A-Za-z]\w*)?\(/.exec(source) ?? [];
  if (opening === undefined || closing?.at !== source.length - 1) return undefined;
  return { name: name ?? '', inside: source.slice(opening.length, -1).trim() };
}

/** What the reader of calls makes of a text as an only argument. */
function argumentOf(source: string): FormulaArgument | undefined {
  const call = readCall(`text(${source})`);
  return call?.args.length === 1 ? call.args[0] : undefined;
}
