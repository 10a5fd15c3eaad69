import { type KeyboardEvent, useRef } from 'react';
import { outlineDeed, rowTyped } from './outlineKeys.ts';
import { isUnfolded, type OutlineRow } from './outlineRows.ts';

/** A pause longer than this begins another name. */
const PAUSE_MS = 700;

type Deeds = { onGoTo(at: number): void; onFold(at: number, folded: boolean): void };

/** The keys of a row that has the keyboard; those of its buttons are their own. */
export function useOutlineKeys(rows: readonly OutlineRow[], { onGoTo, onFold }: Deeds) {
  const typing = useRef({ text: '', at: 0 });

  const typed = (key: string, at: number, tree: HTMLElement) => {
    const { current } = typing;
    const isMore = Date.now() - current.at < PAUSE_MS;
    typing.current = { text: (isMore ? current.text : '') + key, at: Date.now() };
    // The letters of a name are not also keys of the canvas: see `isTyping`.
    tree.dataset.typing = '';
    setTimeout(() => Date.now() - typing.current.at >= PAUSE_MS && delete tree.dataset.typing, PAUSE_MS);
    const names = rows.map(({ step }) => step.name);
    return rowTyped(typing.current.text, at, names);
  };

  return (event: KeyboardEvent<HTMLElement>) => {
    const { key, target, currentTarget: tree } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || !(target instanceof HTMLElement)) return;
    const at = rows.findIndex(({ step }) => step.id === target.dataset.id);
    if (at < 0 || !target.matches('[role="treeitem"]')) return;
    if (key === 'Enter' || (key === ' ' && tree.dataset.typing === undefined)) onGoTo(at);
    else {
      const known = rows.map(({ step, depth }) => ({ name: step.name, depth, isUnfolded: isUnfolded(step) }));
      const deed = [...key].length === 1 ? { to: typed(key, at, tree) } : outlineDeed(key, at, known);
      if (deed === undefined) return;
      if ('fold' in deed) onFold(at, deed.fold);
      else if (deed.to !== undefined) rowAt(tree, rows[deed.to])?.focus();
    }
    event.preventDefault();
  };
}

function rowAt(tree: HTMLElement, row: OutlineRow | undefined): HTMLElement | null {
  return row === undefined ? null : tree.querySelector(`[data-id="${CSS.escape(row.step.id)}"]`);
}
