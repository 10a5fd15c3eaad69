import { t } from '../../texts/t.ts';
import { pillText } from '../inspector/form/pillText.ts';
import { CopyButton } from '../inspector/trigger/CopyButton.tsx';
import type { FieldNames } from './fieldNames.ts';
import { leafText, pathText, pathWords, type TreeRow } from './treeRows.ts';

type Props = { row: TreeRow; step?: string | undefined; names: FieldNames };

/** The chosen line of a tree: all of its value, and the ways to take it along. */
export function RowDetail({ row, step, names }: Props) {
  const { path, value, branch, range } = row;
  const given = range === undefined ? value : Array.isArray(value) ? value.slice(range.from, range.to) : value;
  const text = typeof given === 'string' ? given : JSON.stringify(given, undefined, 2);
  return (
    <section className="data-detail" aria-label={t('The chosen value')}>
      <b className="cut">{pathWords(path, names)}</b>
      <span className="small dim cut" translate="no">
        {pathText(undefined, path)}
      </span>
      {branch === undefined && <p>{leafText(value)}</p>}
      <div className="row">
        <CopyButton text={text} words={t('Copy value')} />
        {step !== undefined && range === undefined && (
          <CopyButton text={pillText({ kind: 'reference', step, path: [...path] })} words={t('Copy as pill')} />
        )}
        <CopyButton text={pathText(step, path)} words={t('Copy path')} />
      </div>
    </section>
  );
}
