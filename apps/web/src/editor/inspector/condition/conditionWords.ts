import { type Formula, readCall } from '@patchbay/expression';
import { t } from '../../../texts/t.ts';
import { humanise } from '../data/humanise.ts';
import { functionTitle } from '../formula/functionWords.ts';
import { comparisonWords, lookOf, nameLookOf } from './comparedLooks.ts';
import { type Condition, isGroup, type Operand, operators, type Question, readCondition } from './condition.ts';

/** A condition as a person says it: "Total is more than 500 and Status is active". A formula of another shape says so. */
export function conditionWords(condition: Formula): string {
  const read = readCondition(condition.source);
  if (read === undefined || hasLongFormula(read)) return t('By a formula');
  const words = joinedWords(read);
  return words === '' ? t('Yes or no') : words.charAt(0).toUpperCase() + words.slice(1);
}

function joinedWords({ join, questions }: Condition): string {
  const words = questions.map((part) => (isGroup(part) ? `(${joinedWords(part)})` : questionWords(part)));
  return words.join(join === 'all' ? ' and ' : ' or ');
}

function questionWords({ left, operator, right }: Question): string {
  const known = operators.find((candidate) => candidate.operator === operator);
  // A card knows no types: what is typed and how the field is called have to do.
  const compared = nameLookOf(left) ?? (right?.kind === 'literal' ? lookOf(right.value) : undefined);
  const words = (compared && comparisonWords(operator, compared)) ?? known?.words;
  return [operandWords(left), words, known?.hasRight && operandWords(right)].filter(Boolean).join(' ');
}

function operandWords(operand: Operand): string {
  if (operand === undefined) return '…';
  if (operand.kind === 'literal')
    return typeof operand.value === 'string' ? operand.value : JSON.stringify(operand.value);
  if (operand.kind === 'formula') return formulaWords(operand.source) ?? t('a formula');
  const field = operand.path.findLast((segment) => typeof segment === 'string');
  return field === undefined ? t('the value') : humanise(field);
}

/** A function of a field by the field and what is done with it: "Status (upper case)". */
function formulaWords(source: string): string | undefined {
  const call = readCall(source);
  const [value] = call?.args ?? [];
  if (call === undefined || value?.kind !== 'reference') return undefined;
  return `${operandWords(value)} (${functionTitle(call.name).toLowerCase()})`;
}

function hasLongFormula(part: Question | Condition): boolean {
  if (isGroup(part)) return part.questions.some(hasLongFormula);
  const { left, right } = part;
  return [left, right].some((operand) => operand?.kind === 'formula' && formulaWords(operand.source) === undefined);
}
