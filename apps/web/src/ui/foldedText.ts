/**
 * A text as it is searched: without capitals and accents, whatever way its letters are written down. Vowel signs of other
 * scripts stay, since without them a word is another one.
 */
export function foldedText(text: string): string {
  // Most of a large value is plain, and is looked through with every key.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  return withoutAccents(withoutAccents(text).toLowerCase()).replaceAll('ς', 'σ');
}

function withoutAccents(text: string): string {
  return text.normalize('NFKD').replace(/[\u0300-\u036F]/g, '');
}
