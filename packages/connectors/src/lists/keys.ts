import { fieldPath } from '../values/fieldPath.ts';
import { sameness } from '../values/sameness.ts';

/** What an item is known by: a text that is equal when all these fields are. No fields: the item as a whole. */
export function keyOf(paths: readonly string[]): (item: unknown) => string {
  const readers = (paths.length === 0 ? [''] : paths).map(fieldPath);
  return (item) => readers.map((read) => sameness(read(item))).join();
}

/** The positions of the items that share a key, in order. */
export function indexBy(items: readonly unknown[], key: (item: unknown) => string): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, item] of items.entries()) {
    const name = key(item);
    const shared = places.get(name);
    if (shared === undefined) places.set(name, [at]);
    else shared.push(at);
  }
  return places;
}
