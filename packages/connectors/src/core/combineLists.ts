import { say } from '@patchbay/connector';
import { refusal } from '../values/refusal.ts';

type Lists = { combine?: unknown; first?: unknown; second?: unknown; key?: unknown };

/** Two lists as one. Throws OperationError where one is no list or the way to combine them is not known. */
export function combineLists(input: unknown): { items: unknown[]; count: number } {
  const { combine = 'nothing', key = 'id', ...lists }: Lists = isRecord(input) ? input : {};
  if (combine === 'nothing') return { items: [], count: 0 };
  const [first, second] = [listOf(lists.first, 'First list'), listOf(lists.second, 'Second list')];
  const items = combined(combine, { first, second, key: String(key) });
  return { items, count: items.length };
}

type Pair = { first: readonly unknown[]; second: readonly unknown[]; key: string };

function combined(combine: unknown, { first, second, key }: Pair): unknown[] {
  switch (combine) {
    case 'append':
      return [...first, ...second];
    case 'position':
      return Array.from({ length: Math.max(first.length, second.length) }, (_, index) =>
        merged(first[index], second[index]),
      );
    case 'key':
      return byKey(first, second, key);
    default:
      throw refusal('combine_not_valid', 'Combine lists must be nothing, append, position or key.');
  }
}

/** Each item of the first list with all of the second that match it, then those of the second that match none. */
function byKey(first: readonly unknown[], second: readonly unknown[], key: string): unknown[] {
  const matches = Map.groupBy(second, (item) => keyOf(item, key));
  const known = new Set(first.map((item) => keyOf(item, key)));
  return [
    ...first.map((item) => {
      const value = keyOf(item, key);
      return (value === undefined ? [] : (matches.get(value) ?? [])).reduce(merged, item);
    }),
    ...second.filter((item) => {
      const value = keyOf(item, key);
      return value === undefined || !known.has(value);
    }),
  ];
}

/** Numbers and texts that read the same match: one API's id is another's text. */
function keyOf(item: unknown, key: string): string | undefined {
  const value = isRecord(item) && Object.hasOwn(item, key) ? item[key] : undefined;
  return value === undefined || value === null || typeof value === 'object' ? undefined : String(value);
}

function merged(first: unknown, second: unknown): unknown {
  if (second === undefined) return first;
  return isRecord(first) && isRecord(second) ? { ...first, ...second } : second;
}

function listOf(value: unknown, title: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw refusal('not_a_list', say('{title} must be a list.', { title }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
