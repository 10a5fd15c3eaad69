import type { JsonObject } from './json.ts';

/** How many values are looked at: enough for the largest description, little enough for a hostile one. */
const VALUES = 3_000_000;
const FOUND = 10;

/** The addresses outside the document that its references name, each once, the first few. Nothing is fetched. */
export function externalReferences(root: JsonObject, self?: string): string[] {
  const found = new Set<string>();
  // YAML aliases let one object stand in many places; it is looked at once.
  const seen = new Set<object>([root]);
  const waiting: object[] = [root];
  let looked = 0;
  for (let here = waiting.pop(); here !== undefined && looked < VALUES; here = waiting.pop()) {
    for (const [key, value] of Object.entries(here)) {
      looked += 1;
      if (
        key === '$ref' &&
        typeof value === 'string' &&
        !value.startsWith('#') &&
        value !== '' &&
        value.split('#')[0] !== self
      ) {
        found.add((value.split('#')[0] ?? '').slice(0, 120));
        if (found.size >= FOUND) return [...found];
      }
      if (typeof value === 'object' && value !== null && !seen.has(value)) {
        seen.add(value);
        waiting.push(value);
      }
    }
  }
  return [...found];
}
