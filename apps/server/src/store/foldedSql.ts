/**
 * A text as SQL, without capitals and accents, so that "Éclair" is found by "eclair" and stands beside it in a list. By what
 * PostgreSQL has anywhere: neither the extension for accents nor the collations of ICU are there on every server. Vowel
 * signs of other scripts stay, since without them a word is another one.
 */
export function foldedSql(text: string): string {
  return `lower(regexp_replace(normalize(${text}, NFKD), '[\\u0300-\\u036f]', '', 'g'))`;
}
