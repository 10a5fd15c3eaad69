import type { Catalogue } from './language.ts';

const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MARKED = 'àƀçđéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÀƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ';

/** Names and tags of a text stay as they are, or nothing could be filled in. */
const KEPT = /(\{\w+\}|<\/?\w+>)/;

/**
 * A text as a language that does not exist would write it: in brackets, every letter with a mark, each vowel twice, which makes it
 * about a third longer. Texts without marks on the screen never went through the catalogue; what is cut off lacks room.
 */
export function pseudoText(english: string): string {
  if (!/\p{L}/u.test(english)) return english;
  const marked = english.split(KEPT).map((part, at) => (at % 2 === 1 ? part : markedPart(part)));
  return `[${marked.join('')}]`;
}

function markedPart(part: string): string {
  return part.replace(/[a-z]/gi, (letter) => {
    const marked = MARKED[PLAIN.indexOf(letter)] ?? letter;
    return 'aeiou'.includes(letter) ? marked + marked : marked;
  });
}

/** The pseudo language `en-XA`. */
export const pseudo: Catalogue = {
  text: pseudoText,
  forms: (one, other) => ({ one: pseudoText(one), other: pseudoText(other) }),
};
