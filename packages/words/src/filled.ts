/** What can be filled into a text; nothing leaves its place empty. */
export type Value = string | number | null | undefined;

/** The names in a text: `name` and `count` of "{name}: {count} steps". */
export type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name extends `${string}${' ' | '"' | ':'}${string}`
    ? Names<Rest>
    : Name | Names<Rest>
  : never;

/** A text with names needs a value for each, and takes no others. */
export type WithValues<Text extends string, Filling = Value> = [Names<Text>] extends [never]
  ? []
  : [values: Readonly<Record<Names<Text>, Filling>>];

/** The text with its values in the places of their names. */
export function filled(text: string, values: Readonly<Record<string, Value>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => (name in values ? String(values[name] ?? '') : place));
}
