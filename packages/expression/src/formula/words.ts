import type { ArgumentKind, FunctionDefinition, Parameter } from '../functions/define.ts';
import { signatureOf } from '../functions/define.ts';
import { itemFunctions } from '../functions/items.ts';
import { functionNames } from '../functions/table.ts';
import { closest } from './closest.ts';

const kindWords: { [Kind in ArgumentKind]: string } = {
  text: 'text',
  number: 'a number',
  yesno: 'a yes or no',
  date: 'a date',
  list: 'a list',
  object: 'an object',
  sized: 'text, a list or an object',
  any: 'a value',
};

export function unknownFunctionSentence(name: string): string {
  if (name === 'has') return 'has asks for a field, as in has(order.note).';
  if (itemFunctions.some((each) => each.name === name)) {
    return `${name} is written after a list, with a name for the item: lines.${name}(line, ...).`;
  }
  const guess = closest(name, functionNames());
  return `There is no function ${name}.${guess ? ` Did you mean ${guess}?` : ''}`;
}

export function argumentCountSentence(definition: FunctionDefinition, count: number): string {
  const got = count === 1 ? '1 value' : `${count} values`;
  return `${definition.name} is written ${signatureOf(definition)}, and this has ${got} in the brackets.`;
}

export function argumentSentence(definition: FunctionDefinition, parameter: Parameter, wrong: string): string {
  const wanted = kindWords[parameter.kind];
  const advice = parameter.kind === 'number' && wrong === 'text' ? ' Write number(...) around it.' : '';
  return `${definition.name} wants ${wanted} as its ${parameter.name}, and this is ${wrong}.${advice}`;
}
