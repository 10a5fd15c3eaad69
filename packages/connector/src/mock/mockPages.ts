import type { Operation } from '../connector.ts';
import { isObject } from '../json.ts';
import { type PagedOutput, pagedOutput, wantedItems } from '../paging.ts';
import { withId } from './entity.ts';

/** So many items a list has that nobody sends for: enough for a loop to go round. */
const ITEMS = 3;

/** A list as its pages would make it: as much of it as is wanted, each item another one. */
export function mockPages(operation: Operation, answer: unknown, input: unknown): PagedOutput {
  const { most } = wantedItems(input);
  const given = isObject(answer) && Array.isArray(answer.items) ? answer.items : [];
  const [first] = given;
  const all =
    operation.sample !== undefined || first === undefined
      ? given
      : Array.from({ length: ITEMS }, (_, index) => withId(first, index));
  return pagedOutput(all.slice(0, most), all.length > most);
}
