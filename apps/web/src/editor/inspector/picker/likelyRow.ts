import type { Reference } from '@patchbay/expression';
import { sameJson } from '../../document/sameJson.ts';
import type { DataRow } from '../data/dataRows.ts';

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
  const same = flat.findIndex(({ row }) => row.label.toLowerCase() === wanted);
  const single = flat.findIndex(({ row }) => row.kind !== 'object' && row.kind !== 'list');
  return Math.max(0, [meant, same, single].find((at) => at >= 0) ?? 0);
}
