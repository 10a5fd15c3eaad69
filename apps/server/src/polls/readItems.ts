import { isObject, OperationError } from '@patchbay/connector';

/** How a poll reads an answer. `item` and `version` are fields of each item, `list` the way to the list; all may be deep. */
export type ItemFields = { list: string; item: string; version: string };

/** An item with what it is remembered by. */
export type PolledItem = { item: string; version: string; payload: unknown };

/** More at once is a mistake in the address, and no news. */
const MOST_ITEMS = 10_000;

/** The items of an answer, each of its versions once, in the order of the list. Throws OperationError in words. */
export function readItems(answer: unknown, fields: ItemFields): PolledItem[] {
  const list = fields.list === '' ? listIn(answer) : valueAt(answer, fields.list);
  if (!Array.isArray(list)) {
    const where = fields.list === '' ? 'The answer' : `“${fields.list}” in the answer`;
    throw refusal('no_list', `${where} is not a list. Say where the list stands.`);
  }
  if (list.length > MOST_ITEMS) {
    throw refusal('too_many_items', `The list has ${list.length} items. Ask for at most ${MOST_ITEMS} at a time.`);
  }
  const items = new Map<string, PolledItem>();
  for (const payload of list) {
    const item = textOf(valueAt(payload, fields.item));
    if (item === '')
      throw refusal('no_id', `An item has no field “${fields.item}”. Choose a field that tells items apart.`);
    const version = fields.version === '' ? '' : textOf(valueAt(payload, fields.version));
    items.set(JSON.stringify([item, version]), { item, version, payload });
  }
  return [...items.values()];
}

/** The answer, or the one list in it: many APIs put one around their lists. */
function listIn(answer: unknown): unknown {
  const lists = isObject(answer) ? Object.values(answer).filter(Array.isArray) : [];
  return lists.length === 1 ? lists[0] : answer;
}

function valueAt(value: unknown, path: string): unknown {
  let at = value;
  for (const key of path.split('.').filter(Boolean)) at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return at;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  // The one character that PostgreSQL does not keep.
  return (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('\u0000', ' ');
}

function refusal(code: string, message: string): OperationError {
  return new OperationError({ code, message, retry: 'never' });
}
