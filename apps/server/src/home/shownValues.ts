import { fieldOf, labelOf, type Schema, textOf } from './fieldWords.ts';

/** A value in words, under the name people know its field by. */
export type ShownValue = { label: string; text: string };

const MOST = 3;

/** The first values a step gave, as they are shown beside its cable, from the top down. */
export function shownValues(output: unknown, schema: Schema): ShownValue[] {
  return valuesIn(output, { schema, key: 'value' }).slice(0, MOST);
}

function valuesIn(value: unknown, { schema, key }: { schema: Schema | undefined; key: string }): ShownValue[] {
  const text = textOf(value);
  if (text !== undefined) return [{ label: labelOf(schema, key), text }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    valuesIn(inner, { schema: fieldOf(schema, name), key: name }),
  );
}
