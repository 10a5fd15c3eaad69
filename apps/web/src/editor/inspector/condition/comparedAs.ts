import { type EvaluationContext, typeOfMapping } from '@patchbay/expression';
import type { Environment } from '@patchbay/flow';
import { valueOfPill } from '../form/valueOfPill.ts';
import { type Compared, comparisonWords, lookOf, nameLookOf } from './comparedLooks.ts';
import { type Operand, type Operator, operators, type Question } from './condition.ts';

type Known = { environment: Environment; values: EvaluationContext };

/** By the types of the sides; where those say nothing, by the samples. */
export function comparedAs({ left, right }: Pick<Question, 'left' | 'right'>, known: Known): Compared {
  return sideAs(left, known) ?? sideAs(right, known) ?? 'plain';
}

function sideAs(side: Operand, { environment, values }: Known): Compared | undefined {
  if (side === undefined) return undefined;
  if (side.kind === 'literal') return lookOf(side.value);
  const schema = typeOfMapping(side, environment);
  const format = typeof schema === 'object' ? schema.format : undefined;
  return (format === undefined ? undefined : FORMATS[format]) ?? nameLookOf(side) ?? lookOf(valueOfPill(side, values));
}

const FORMATS: Readonly<Record<string, Compared>> = {
  date: 'moment',
  'date-time': 'moment',
  time: 'time',
  duration: 'duration',
};

/** By which comparisons of moments those of numbers are replaced. */
const OF_MOMENTS: Readonly<Partial<Record<Operator, Operator>>> = {
  more: 'after',
  'at-least': 'on-or-after',
  less: 'before',
  'at-most': 'on-or-before',
};
const OF_NUMBERS = new Map(Object.entries(OF_MOMENTS).map(([plain, moment]) => [moment, plain as Operator]));

/** The same question of values of another kind: more of a number is after of a date. */
export function operatorFor(operator: Operator, compared: Compared): Operator {
  return (compared === 'moment' ? OF_MOMENTS[operator] : OF_NUMBERS.get(operator)) ?? operator;
}

/** What can be asked of such values, in words for them. What is asked already stays among them. */
export function operatorChoices(asked: Operator, compared: Compared): { operator: Operator; words: string }[] {
  return operators
    .filter(({ operator }) => operator === asked || operatorFor(operator, compared) === operator)
    .map(({ operator, words }) => ({ operator, words: comparisonWords(operator, compared) ?? words }));
}
