import { isFileRef } from '@patchbay/connector';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { IconButton } from '../../ui/IconButton.tsx';
import type { JSONSchema } from '../inspector/data/jsonSchema.ts';
import { FileChip } from '../inspector/data/FileChip.tsx';
import { CopyButton } from '../inspector/trigger/CopyButton.tsx';
import { DataGrid } from './DataGrid.tsx';
import { DataTree } from './DataTree.tsx';
import { fieldNames } from './fieldNames.ts';
import { listPath, tableOf } from './tableOf.ts';
import { isBranch, leafText } from './treeRows.ts';
import './dataView.css';
import { t } from '../../texts/t.ts';

export type DataPaneProps = {
  value: unknown;
  label: string;
  /** The step whose output this is, where it can be taken as a pill. */
  step?: string | undefined;
  /** A list is shown as a table at first. */
  startsAsTable?: boolean | undefined;
  /** What is known of its fields: their names. */
  schema?: JSONSchema | undefined;
};

/** A value to look at: as a tree to search and copy from, and, where it is a list, as a table. */
export function DataPane({ value, label, step, startsAsTable = false, schema }: DataPaneProps) {
  const names = useMemo(() => fieldNames(schema), [schema]);
  const table = useMemo(() => tableOf(value), [value]);
  const [isTable, setTable] = useState(startsAsTable);
  const [search, setSearch] = useState<string>();
  const words = useDeferredValue(search ?? '');
  const hasInside = isBranch(value);
  const showsTable = isTable && table !== undefined;
  return (
    <div className="tree">
      <div className="row data-head">
        <b className="grow cut">{label}</b>
        {table !== undefined && (
          <fieldset className="data-looks" aria-label={t('How {label} is shown', { label: label.toLowerCase() })}>
            <button type="button" aria-pressed={!showsTable} onClick={() => setTable(false)}>
              {t('Tree')}
            </button>
            <button type="button" aria-pressed={showsTable} onClick={() => setTable(true)}>
              {t('Table')}
            </button>
          </fieldset>
        )}
        {hasInside && !showsTable && (
          <IconButton
            small
            label={t('Search {label}', { label: label.toLowerCase() })}
            aria-expanded={search !== undefined}
            icon={<IconSearch size={15} stroke={1.75} aria-hidden />}
            onClick={() => setSearch(search === undefined ? '' : undefined)}
          />
        )}
        {value !== undefined && <CopyButton text={() => JSON.stringify(value, undefined, 2)} />}
      </div>
      {search !== undefined && !showsTable && (
        <input
          className="input data-search"
          type="search"
          aria-label={t('Search in {label}', { label: label.toLowerCase() })}
          placeholder={t('A name or a value')}
          value={search}
          // biome-ignore lint/a11y/noAutofocus: it was asked for by the click just before
          autoFocus
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {value === undefined && <p className="muted">{t('Nothing.')}</p>}
      {value !== undefined && !hasInside && (
        <div className="data-tree data-plain">{isFileRef(value) ? <FileChip file={value} /> : leafText(value)}</div>
      )}
      {hasInside && showsTable && (
        <DataGrid table={table} label={label} names={(column) => names([...listPath(value), 0, column])} />
      )}
      {hasInside && !showsTable && <DataTree value={value} search={words} step={step} label={label} names={names} />}
    </div>
  );
}
