import type { FunctionDefinition, FunctionDoc } from './define.ts';
import { signatureOf } from './define.ts';
import { textFunctions } from './text.ts';

const definitions: readonly FunctionDefinition[] = [...textFunctions];

const byName: ReadonlyMap<string, FunctionDefinition> = new Map(definitions.map((each) => [each.name, each]));

/** Every function of formulas, by group, as the editor shows them. */
export const functions: readonly FunctionDoc[] = definitions.map((definition) => ({
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

export function findFunction(name: string): FunctionDefinition | undefined {
  return byName.get(name);
}

export function functionNames(): Iterable<string> {
  return byName.keys();
}
