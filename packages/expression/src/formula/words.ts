import { type Said, type Saying, say, sayCount } from '@patchbay/words';
import type { ArgumentKind, FunctionDefinition, Parameter } from '../functions/define.ts';
import { signatureOf } from '../functions/define.ts';
import { itemFunctions } from '../functions/items.ts';
import { functionNames } from '../functions/table.ts';
import { isText } from '../types/describe.ts';
import { closest } from './closest.ts';

const kindWords: { [Kind in ArgumentKind]: Said } = {
  text: say('text'),
  number: say('a number'),
  yesno: say('a yes or no'),
  date: say('a date'),
  list: say('a list'),
  object: say('an object'),
  sized: say('text, a list or an object'),
  any: say('a value'),
};

export function unknownFunctionSentence(name: string): Saying {
  if (name === 'has') return 'has asks for a field, as in has(order.note).';
  if (itemFunctions.some((each) => each.name === name)) {
    return say('{name} is written after a list, with a name for the item: {example}.', {
      name,
      example: `lines.${name}(line, ...)`,
    });
  }
  const guess = closest(name, functionNames());
  return guess
    ? say('There is no function {name}. Did you mean {guess}?', { name, guess })
    : say('There is no function {name}.', { name });
}

export function argumentCountSentence(definition: FunctionDefinition, count: number): Said {
  return say('{name} is written {signature}, and this has {values} in the brackets.', {
    name: definition.name,
    signature: signatureOf(definition),
    values: sayCount(count, '{count} value', '{count} values'),
  });
}

export function argumentSentence(definition: FunctionDefinition, parameter: Parameter, wrong: Said): Said {
  const values = { name: definition.name, wanted: kindWords[parameter.kind], parameter: parameter.name, wrong };
  return parameter.kind === 'number' && isText(wrong)
    ? say('{name} wants {wanted} as its {parameter}, and this is {wrong}. Write number(...) around it.', values)
    : say('{name} wants {wanted} as its {parameter}, and this is {wrong}.', values);
}

export function notAListSentence(name: string, wrong: Said): Said {
  return say('{name} goes over a list, and this is {wrong}.', { name, wrong });
}
