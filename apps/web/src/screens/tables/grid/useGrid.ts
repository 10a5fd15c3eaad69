import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { TableDetail } from '../../../api/types.ts';
import type { LoadedRows } from '../useRows.ts';
import { typedText, typedValue } from './cellText.ts';
import { type Extent, moveOf, type Place, ROW_PX, tabOf } from './gridMoves.ts';

/** A cell that is being typed into. `problem`: why the server did not take it. */
export type Editing = { text: string; problem: string | undefined; isBusy: boolean };

type GridParts = { table: TableDetail; rows: LoadedRows; box: RefObject<HTMLDivElement | null>; mayEdit: boolean };

/** Which cell has the keyboard, and what is typed into it. */
export function useGrid({ table, rows, box, mayEdit }: GridParts) {
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<Editing>();
  const wantsFocus = useRef(false);
  const extent = { rows: rows.rows.length, columns: table.columns.length };

  useEffect(() => {
    if (!wantsFocus.current || editing !== undefined) return;
    wantsFocus.current = false;
    cellAt(box.current, active)?.focus({ preventScroll: true });
  });

  const go = (place: Place) => {
    wantsFocus.current = true;
    setActive(place);
    setEditing(undefined);
    bringIntoSight(box.current, place);
  };
  const edit = (first?: string) => {
    const column = table.columns[active.column];
    const row = rows.rows[active.row];
    if (!mayEdit || column === undefined || row === undefined) return;
    setEditing({ text: first ?? typedText(column, row.cells[column.id]), problem: undefined, isBusy: false });
  };
  /** Keeps what was typed, or a value that was picked, and goes on; stays where it does not fit. */
  const keep = async (next: Place | undefined, picked?: string) => {
    const column = table.columns[active.column];
    const row = rows.rows[active.row];
    if (editing === undefined || editing.isBusy || column === undefined || row === undefined) return;
    const text = picked ?? editing.text;
    if (text !== typedText(column, row.cells[column.id])) {
      setEditing({ text, problem: undefined, isBusy: true });
      const problem = await rows.change(row.id, column.id, typedValue(column, text));
      if (problem !== undefined) {
        setEditing({ text, problem, isBusy: false });
        return;
      }
    }
    go(next ?? active);
  };

  const type = (text: string) => setEditing({ text, problem: undefined, isBusy: false });
  const onKeyDown = (event: KeyboardEvent) => heed(event, { active, extent, editing, go, edit, keep });
  return { active, editing, onKeyDown, go, edit, keep, type };
}

type Deeds = {
  active: Place;
  extent: Extent;
  editing: Editing | undefined;
  go(place: Place): void;
  edit(first?: string): void;
  keep(next: Place | undefined): Promise<void>;
};

/** Arrows move, Enter and typing begin to edit; there Enter and Tab keep what was typed, and Escape does not. */
function heed(event: KeyboardEvent, deeds: Deeds): void {
  if (event.target instanceof HTMLInputElement && event.target.type === 'checkbox') return;
  const isHeeded = deeds.editing === undefined ? heedCalm(event, deeds) : heedEditing(event, deeds);
  if (!isHeeded) return;
  event.preventDefault();
  event.stopPropagation();
}

function heedCalm({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, { active, extent, go, edit }: Deeds): boolean {
  const next = moveOf(key, active, extent);
  const isText = key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;
  if (next !== undefined) go(next);
  else if (key === 'Enter' || key === 'F2') edit();
  else if (isText) edit(key);
  else return false;
  return true;
}

function heedEditing({ key, shiftKey }: KeyboardEvent, { active, extent, go, keep }: Deeds): boolean {
  if (key === 'Escape') go(active);
  else if (key === 'Enter') void keep(moveOf('ArrowDown', active, extent));
  else if (key === 'Tab') void keep(tabOf(active, extent, shiftKey));
  else return false;
  return true;
}

export type GridState = ReturnType<typeof useGrid>;

function cellAt(box: HTMLElement | null, { row, column }: Place): HTMLElement | null {
  return box?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`) ?? null;
}

/** The head sticks at the top and hides what is under it. */
function bringIntoSight(box: HTMLElement | null, place: Place): void {
  if (box === null) return;
  const top = place.row * ROW_PX;
  const room = box.clientHeight - 2 * ROW_PX;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top > box.scrollTop + room) box.scrollTop = top - room;
  cellAt(box, place)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
