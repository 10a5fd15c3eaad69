/** The list with the item at `from` at place `to`; the same list where there is no such place. */
export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const [item] = items.slice(from, from + 1);
  if (item === undefined || to < 0 || to >= items.length) return items;
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** "a way", "an item": a thing by its title in the middle of a sentence. */
export function oneOf(title: string): string {
  const word = title.charAt(0).toLowerCase() + title.slice(1);
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}
