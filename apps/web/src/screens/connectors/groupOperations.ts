import type { OperationRow } from '../../api/types.ts';
import { t } from '../../texts/t.ts';

type Grouped = Pick<OperationRow, 'group' | 'kind'>;

/** The operations under their headings: what starts a flow first, then the groups in the order they come, then the rest. */
export function groupOperations<Row extends Grouped>(rows: readonly Row[]): { title: string; operations: Row[] }[] {
  const triggers = rows.filter(({ kind }) => kind === 'trigger');
  const others = rows.filter(({ kind }) => kind !== 'trigger');
  const groups = [...Map.groupBy(others, ({ group }) => group ?? '')];
  const isOne = groups.length === 1;
  const named = groups
    .toSorted(([a], [b]) => Number(a === '') - Number(b === ''))
    .map(([group, operations]) => ({ title: group || (isOne ? t('Steps') : t('Other steps')), operations }));
  return [
    ...(triggers.length > 0 ? [{ title: t('Starts a flow'), operations: triggers }] : []),
    // A heading of the description may be called as ours is.
    ...named.map((group) =>
      group.title === t('Starts a flow') ? { ...group, title: t('Starts a flow, by hand') } : group,
    ),
  ];
}
