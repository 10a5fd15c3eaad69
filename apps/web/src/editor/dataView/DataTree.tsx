import { isFileRef } from '@patchbay/connector';
import { IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { t } from '../../texts/t.ts';
import { FileChip } from '../inspector/data/FileChip.tsx';
import type { FieldNames } from './fieldNames.ts';
import { RowDetail } from './RowDetail.tsx';
import { foundRows, lineText, type TreeRow, treeRows } from './treeRows.ts';
import { useWindow } from './useWindow.ts';

const ROW_PX = 24;
const SHOWN_PX = 336;

type Props = {
  value: unknown;
  /** Words to look for in names and values; empty for the whole tree. */
  search: string;
  /** The step whose output this is, where it can be taken as a pill. */
  step?: string | undefined;
  label: string;
  names: FieldNames;
};

/** A value as a tree, however large: only the lines that are seen are drawn. Moved through by arrow keys. */
export function DataTree({ value, search, step, label, names }: Props) {
  const { found, rows, chosen, choose, toggle } = useRows({ value, search, names });
  const box = useRef<HTMLDivElement>(null);
  const { first, last, onScroll } = useWindow({ count: rows.length, rowPx: ROW_PX, shownPx: SHOWN_PX });
  const id = useId();
  const at = rows.findIndex(({ key }) => key === chosen);
  const go = (to: number) => {
    const place = Math.min(rows.length - 1, Math.max(0, to));
    choose(rows[place]?.key);
    scrollTo(box.current, place * ROW_PX);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!move({ key: event.key, rows, at, go, toggle })) return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (found !== undefined && found.count === 0)
    return <p className="muted small">{t('Nothing has “{search}” in it.', { search: search.trim() })}</p>;
  return (
    <>
      {found !== undefined && (
        <p className="muted small">
          {t('{count} found', { count: found.count.toLocaleString('en') })}
          {found.isCut && t(', and more: type more letters to see fewer')}
        </p>
      )}
      <div
        ref={box}
        className="data-tree"
        role="tree"
        aria-label={label}
        tabIndex={0}
        aria-activedescendant={at >= first && at < last ? `${id}-${at}` : undefined}
        style={{ maxHeight: SHOWN_PX }}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div className="data-rows" style={{ height: rows.length * ROW_PX }}>
          {rows.slice(first, last).map((row, offset) => (
            <Line
              key={row.key}
              id={`${id}-${first + offset}`}
              row={row}
              name={nameOf(row, names)}
              top={(first + offset) * ROW_PX}
              isChosen={row.key === chosen}
              onChoose={() => {
                choose(row.key);
                toggle(row);
              }}
            />
          ))}
        </div>
      </div>
      {rows[at] !== undefined && <RowDetail row={rows[at]} step={step} names={names} />}
    </>
  );
}

/** The lines of a value, or those found in it, which of them are open, and which one is chosen. */
function useRows({ value, search, names }: Pick<Props, 'value' | 'search' | 'names'>) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [chosen, choose] = useState<string>();
  const found = useMemo(
    () => (search.trim() === '' ? undefined : foundRows(value, search, names)),
    [value, search, names],
  );
  const rows = useMemo(() => found?.rows ?? treeRows(value, toggled), [found, value, toggled]);
  const toggle = ({ key, branch }: TreeRow) => {
    if (branch === undefined || found !== undefined) return;
    const next = new Set(toggled);
    if (!next.delete(key)) next.add(key);
    setToggled(next);
  };
  return { found, rows, chosen, choose, toggle };
}

function scrollTo(box: HTMLElement | null, top: number): void {
  if (box === null) return;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + ROW_PX > box.scrollTop + box.clientHeight) box.scrollTop = top + ROW_PX - box.clientHeight;
}

type Moving = { key: string; rows: readonly TreeRow[]; at: number; go(to: number): void; toggle(row: TreeRow): void };

/** Arrows walk, open and close; whether the key meant something. */
function move({ key, rows, at, go, toggle }: Moving): boolean {
  const row = rows[at];
  if (key === 'ArrowDown') go(at + 1);
  else if (key === 'ArrowUp') go(at - 1);
  else if (key === 'Home') go(0);
  else if (key === 'End') go(rows.length - 1);
  else if (row === undefined) return false;
  else if (key === 'Enter' || key === ' ') toggle(row);
  else if (key === 'ArrowRight') {
    if (row.branch?.isOpen === false) toggle(row);
    else go(at + 1);
  } else if (key === 'ArrowLeft') {
    if (row.branch?.isOpen) toggle(row);
    else go(rows.findLastIndex(({ depth }, index) => index < at && depth < row.depth));
  } else return false;
  return true;
}

/** A part of a long list is called by what it holds. */
function nameOf({ path, range, label }: TreeRow, names: FieldNames): string {
  return range === undefined ? names(path) : label;
}

type LineProps = { id: string; row: TreeRow; name: string; top: number; isChosen: boolean; onChoose(): void };

function Line({ id, row, name, top, isChosen, onChoose }: LineProps) {
  const { depth, label, value, branch } = row;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it takes the keys
    <div
      id={id}
      className="data-line"
      role="treeitem"
      tabIndex={-1}
      aria-level={depth + 1}
      aria-expanded={branch?.isOpen}
      aria-selected={isChosen}
      style={{ top, height: ROW_PX, paddingLeft: 6 + depth * 15 }}
      onClick={onChoose}
    >
      {branch === undefined ? (
        <span className="bud" />
      ) : (
        <IconChevronRight size={12} stroke={2} aria-hidden data-open={branch.isOpen || undefined} />
      )}
      {name !== '' && (
        <span className="key" title={name === label ? undefined : label}>
          {name}
        </span>
      )}
      {branch !== undefined && <span className="dim">{branch.words}</span>}
      {branch === undefined && <Leaf value={value} />}
    </div>
  );
}

/** A leaf never makes its line higher: all of it is said below the tree once it is chosen. */
function Leaf({ value }: { value: unknown }) {
  if (isFileRef(value)) return <FileChip file={value} />;
  const isNothing = value === null || value === undefined || value === '' || typeof value === 'object';
  return (
    <span className="value" data-kind={isNothing ? 'null' : typeof value}>
      {lineText(value)}
    </span>
  );
}
