import type { Json } from '@patchbay/expression';

/** How much of a value is kept, from most to least. */
const STAGES = [
  { items: 50, fields: 500, characters: 2_000 },
  { items: 10, fields: 200, characters: 500 },
  { items: 3, fields: 100, characters: 100 },
  { items: 1, fields: 30, characters: 40 },
] as const;

type Stage = (typeof STAGES)[number];

/**
 * A value of at most so many characters of JSON that still shows what the whole is like: of long lists the first items, and
 * those that have a field which none before them has; of long texts the beginning. The value itself where it is short enough.
 */
export function shortened(value: Json, most: number): Json {
  if (JSON.stringify(value).length <= most) return value;
  let short: Json = value;
  for (const stage of STAGES) {
    short = shorter(short, stage);
    if (JSON.stringify(short).length <= most) break;
  }
  return short;
}

function shorter(value: Json, stage: Stage): Json {
  if (typeof value === 'string') return beginning(value, stage.characters);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return telling(value, stage.items).map((item) => shorter(item, stage));
  const fields = Object.entries(value).slice(0, stage.fields);
  return Object.fromEntries(fields.map(([name, inner]) => [name, shorter(inner as Json, stage)]));
}

/** Not in the middle of a sign that is two characters long. */
function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/u, '');
}

function telling(items: readonly Json[], most: number): Json[] {
  const seen = new Set<string>();
  const isNews = (item: Json) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
    const before = seen.size;
    for (const name of Object.keys(item)) seen.add(name);
    return seen.size > before;
  };
  const kept: Json[] = [];
  for (const [at, item] of items.entries()) {
    if (kept.length >= 2 * most) break;
    const tells = isNews(item);
    if (at < most || tells) kept.push(item);
  }
  return kept;
}
