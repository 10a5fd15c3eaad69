import { dateFunctions } from './date.ts';
import type { FunctionDefinition, FunctionDoc } from './define.ts';
import { signatureOf } from './define.ts';
import { itemFunctions } from './items.ts';
import { jsonFunctions } from './json.ts';
import { listFunctions } from './list.ts';
import { logicFunctions } from './logic.ts';
import { numberFunctions } from './number.ts';
import { patternFunctions } from './pattern.ts';
import { textFunctions } from './text.ts';

const definitions: readonly FunctionDefinition[] = [
  ...textFunctions,
  ...patternFunctions,
  ...numberFunctions,
  ...dateFunctions,
  ...listFunctions,
  ...logicFunctions,
  ...jsonFunctions,
];

/** Names that Common Expression Language uses for the same things. */
const alsoCalled: { readonly [name: string]: string } = {
  string: 'text',
  double: 'number',
  length: 'size',
  lowerAscii: 'lower',
  upperAscii: 'upper',
};

const byName: ReadonlyMap<string, FunctionDefinition> = new Map(definitions.map((each) => [each.name, each]));

const plainFunctions: readonly FunctionDoc[] = definitions.map((definition) => ({
  name: definition.name,
  group: definition.group,
  signature: signatureOf(definition),
  sentence: definition.sentence,
  example: definition.example,
  parameters: definition.parameters.map(({ name, kind, optional, rest, choices }) => ({
    name,
    kind,
    ...(optional && { optional }),
    ...(rest && { rest }),
    ...(choices && { choices }),
  })),
}));

/** Every function of formulas, as the editor shows them. */
export const functions: readonly FunctionDoc[] = [...plainFunctions, ...itemFunctions];

export function findFunction(name: string): FunctionDefinition | undefined {
  return byName.get(name) ?? byName.get(Object.hasOwn(alsoCalled, name) ? (alsoCalled[name] ?? '') : '');
}

export function functionNames(): Iterable<string> {
  return functions.map((each) => each.name);
}
