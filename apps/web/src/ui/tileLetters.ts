/**
 * The two letters of a tile: first upper, second lower ("HubSpot" gives "Hu"). With `taken`, the second letter moves
 * on to the name's next consonant until the pair is free ("Shopify" beside "Sheets" gives "Sp").
 */
export function tileLetters(name: string, taken: ReadonlySet<string> = new Set()): string {
  const letters = [...name.normalize('NFC')].filter((character) => /[\p{L}\p{N}]/u.test(character));
  const first = letters[0]?.toUpperCase();
  if (!first) return '?';
  const rest = letters.slice(1).map((letter) => letter.toLowerCase());
  const plain = first + (rest[0] ?? '');
  if (!taken.has(plain)) return plain;
  const free = rest.slice(1).find((letter) => /[^aeiou]/.test(letter) && !taken.has(first + letter));
  return free ? first + free : plain;
}

/** Letters for tiles that stand together: no two names share them where a free consonant is left. Keyed by name. */
export function distinctLetters(names: readonly string[]): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  for (const name of names) {
    if (!letters.has(name)) letters.set(name, tileLetters(name, new Set(letters.values())));
  }
  return letters;
}
