import { type SaidValue, say } from '@patchbay/words';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { fieldsOf, resolve, type SchemaAt } from '../schema.ts';
import { inWords } from '../words.ts';

/** A field as the form shows it: its title, or its name in words; deeper ones with the way to them: "Body › Email". */
export function fieldInWords(input: JSONSchema, path: readonly string[]): SaidValue {
  const words: SaidValue[] = [];
  let at: SchemaAt = { schema: input, root: input };
  for (const key of path) {
    const schema = resolve(at);
    const isItem = typeof schema === 'object' && schema.items !== undefined && /^\d+$/.test(key);
    const next = isItem ? schema.items : fieldsOf(at).properties.get(key);
    at = { schema: next ?? true, root: input };
    words.push(isItem ? say('item {number}', { number: Number(key) + 1 }) : (titleOf(at) ?? inWords(key)));
  }
  return words.reduce((before, next) =>
    typeof before === 'object' || typeof next === 'object'
      ? say('{before} › {next}', { before, next })
      : `${before} › ${next}`,
  );
}

function titleOf(at: SchemaAt): string | undefined {
  const own = typeof at.schema === 'object' ? at.schema.title : undefined;
  const resolved = resolve(at);
  return own ?? (typeof resolved === 'object' ? resolved.title : undefined);
}
