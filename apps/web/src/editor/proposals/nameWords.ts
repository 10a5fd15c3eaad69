import { emptyWords, longestPhrase, phrases } from './synonyms.ts';

const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 5_000;

/**
 * The words of a name with one word for the same thing, whatever it is called: `customerEMail`, "E-mail of the customer"
 * and `kunde_mail` have the same ones. Remembered, since the same names come again with every stroke of a key.
 */
export function nameWords(name: string): readonly string[] {
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const words = meant(plainWords(withoutUnit(name)));
  known.set(name, words);
  return words;
}

/** `firstName` and "First  náme" as "first name": what two names that are simply the same have in common. */
export function plainName(name: string): string {
  return plainWords(name).join(' ');
}

/** "Amount in €" and "Amount (optional)" are both called an amount. */
function withoutUnit(name: string): string {
  const short = name.slice(0, 120).replace(/\s+(?:in\s+\S+|[([].*)\s*$/iu, '');
  return /\p{L}/u.test(short) ? short : name;
}

function plainWords(name: string): string[] {
  return name
    .slice(0, 120)
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The longest phrase first: "first name" is one thing, and no name of a first. */
function meant(words: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < words.length; ) {
    const { taken, as } = phraseAt(words, at);
    found.push(...as);
    at += taken;
  }
  const telling = found.filter((word) => !emptyWords.has(word));
  return [...new Set(telling.length > 0 ? telling : found)];
}

function phraseAt(words: readonly string[], at: number): { taken: number; as: readonly string[] } {
  for (let taken = Math.min(longestPhrase, words.length - at); taken > 0; taken -= 1) {
    const as = phrases.get(words.slice(at, at + taken).join(' '));
    if (as !== undefined) return { taken, as };
  }
  const word = words[at] ?? '';
  const one = singular(word);
  return { taken: 1, as: phrases.get(one) ?? [one] };
}

/** Good enough for names of fields; what it gets wrong it gets wrong on both sides. */
function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
