import { filled, type WithValues } from './filled.ts';

/**
 * Words and the values in them, apart, so that another language can say them: the English words are the key. A value that is a text
 * is a name or an example and stays as it is; what has to be said in the language as well is said itself.
 */
export type Said = {
  text: string;
  /** The words for any number but one, where `values` has a `count`. */
  other?: string;
  values?: Readonly<Record<string, SaidValue>>;
};

/** What is filled into something said. */
export type SaidValue = string | number | Said;

/** Something to say: a sentence without values is its own key. */
export type Saying = string | Said;

/** `say('{step} needs {what}.', { step: name, what: say('a number') })`: every name needs its value, and the words are written out. */
export function say<Text extends string>(text: Text, ...[values]: WithValues<Text, SaidValue>): Said {
  return values === undefined ? { text } : { text, values };
}

/** "1 step", "3 steps": `sayCount(3, '{count} step', '{count} steps')`. */
export function sayCount(count: number, one: string, other: string): Said {
  return { text: one, other, values: { count } };
}

/** "A, B and C"; more than `most` end in "and 4 more". */
export function sayAll(items: readonly SaidValue[], most = items.length): SaidValue {
  const shown =
    items.length > most ? [...items.slice(0, most), say('{count} more', { count: items.length - most })] : items;
  return joined(shown, (first, last) => say('{first} and {last}', { first, last }));
}

/** "A, B or C". */
export function sayEither(items: readonly SaidValue[]): SaidValue {
  return joined(items, (first, last) => say('{first} or {last}', { first, last }));
}

function joined(items: readonly SaidValue[], end: (first: SaidValue, last: SaidValue) => Said): SaidValue {
  const [first = '', ...more] = items.slice(0, -1);
  const last = items.at(-1) ?? '';
  if (items.length < 2) return last;
  return end(
    more.reduce<SaidValue>(
      (before, next) =>
        typeof before === 'string' && typeof next === 'string'
          ? `${before}, ${next}`
          : say('{before}, {next}', { before, next }),
      first,
    ),
    last,
  );
}

/** How a language says what English words say; the count is in the words that `count` gives. */
export type Language = { text(english: string): string; count(count: number, one: string, other: string): string };

const english: Language = {
  text: (text) => text,
  count: (count, one, other) => filled(count === 1 ? one : other, { count: count.toLocaleString('en') }),
};

/** The words with their values in them, in English where no other language is given. */
export function spell(saying: Saying, language: Language = english): string {
  if (typeof saying === 'string') return language.text(saying);
  const { text, other, values = {} } = saying;
  const words = other === undefined ? language.text(text) : language.count(Number(values.count), text, other);
  const spelled = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'object' ? spell(value, language) : value,
  ]);
  return filled(words, Object.fromEntries(spelled));
}

/** A message in English, and where it has values, what it was made of. */
export type Message = { message: string; said?: Said };

/** What is said as it travels, in English and, where it has values, in its parts: `{ code, ...messageOf(say('{name} is gone.', { name })) }`. */
export function messageOf(saying: Saying): Message {
  if (typeof saying === 'string') return { message: saying };
  const message = spell(saying);
  return saying.values === undefined ? { message } : { message, said: saying };
}

/** What a message says, to be said again inside other words. */
export function saidOf({ message, said }: Message): Said {
  return said ?? { text: message };
}
