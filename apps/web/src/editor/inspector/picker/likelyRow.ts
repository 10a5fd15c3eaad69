import type { Reference } from '@patchbay/expression';
import { sameJson } from '../../document/sameJson.ts';
import type { DataRow } from '../data/dataRows.ts';
import { foldedText } from '../../../ui/foldedText.ts';

type Listed = { group: { step: { id: string } }; row: Pick<DataRow, 'path' | 'label' | 'kind'> };

/** The row to begin with: what is proposed for the field, else one called like it, else the first that is one value. */
export function likelyRow(
  flat: readonly Listed[],
  { label, proposed }: { label: string; proposed: Reference | undefined },
): number {
  const wanted = label.toLowerCase();
  const meant = flat.findIndex(
    ({ group, row }) => group.step.id === proposed?.step && sameJson([...row.path], [...proposed.path]),
  );
  const same = flat.findIndex(({ row }) => foldedText(row.label) === wanted);
  const single = flat.findIndex(({ row }) => row.kind !== 'object' && row.kind !== 'list');
  return Math.max(0, [meant, same, single].find((at) => at >= 0) ?? 0);
}

/**
 * The row to begin with in what a search found: the one called just so, and of a group and its own field of one name the
 * field, which is one value; else the first.
 */
export function soughtRow(flat: readonly Listed[], query: string): number {
  const wanted = foldedText(query.trim());
  const named = flat.flatMap(({ row }, at) => (foldedText(row.label) === wanted ? [{ at, kind: row.kind }] : []));
  return (named.find(({ kind }) => kind !== 'object' && kind !== 'list') ?? named[0])?.at ?? 0;
}
