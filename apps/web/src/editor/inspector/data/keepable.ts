import type { Json } from '@patchbay/expression';

/** What a flow cannot keep, as JSON writes it: NUL, and one half of a character of two. */
const UNKEPT = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/** A value as a flow keeps it: without NUL, and with a sign in the place of half a character. The same where nothing is wrong. */
export function keepable(value: Json): Json {
  return UNKEPT.test(JSON.stringify(value)) ? mended(value) : value;
}

function mended(value: Json): Json {
  if (typeof value === 'string') return keepableText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mended(item));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [keepableText(name), mended(inner as Json)]));
}

function keepableText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
