import type { Mapping } from '@patchbay/expression';
import type { DataRow } from '../data/dataRows.ts';
import type { DataGroup } from '../picker/groups.ts';

/** A step, with a field for each thing it gives. */
export type WholeStep = { name: string; fields: { name: string; mapping: Mapping }[] };

/** A step that gives one thing is plugged in sooner than added whole. */
const FEWEST = 2;
const MOST = 30;

/**
 * The step whose values are most likely wanted all together, such as the answers of a form: the item a loop is at, else the
 * one that gives the most. Undefined where no step gives several things.
 */
export function wholeStep(groups: readonly Pick<DataGroup, 'step' | 'isItem' | 'rows'>[]): WholeStep | undefined {
  const known = groups
    .map(({ step, isItem, rows }) => ({ step, isItem, rows: ownRows(rows) }))
    .filter(({ rows }) => rows.length >= FEWEST);
  const [most] = known.toSorted((a, b) => b.rows.length - a.rows.length);
  const chosen = known.find(({ isItem }) => isItem) ?? most;
  if (chosen === undefined) return undefined;
  const { step, rows } = chosen;
  const fields = rows.slice(0, MOST).map(({ label, path }) => ({
    name: label,
    mapping: { kind: 'reference' as const, step: step.id, path: [...path] },
  }));
  return { name: step.name, fields };
}

/** What a step gives by its own names; of a request what was sent in it, and not how. */
function ownRows(rows: readonly DataRow[]): DataRow[] {
  const isRequest = rows.some(({ path }) => path.length === 1 && path[0] === 'headers');
  const own = rows.filter(({ path }) =>
    isRequest ? path.length === 2 && path[0] === 'body' && typeof path[1] === 'string' : path.length === 1,
  );
  return [...new Map(own.map((row) => [row.label, row])).values()];
}
