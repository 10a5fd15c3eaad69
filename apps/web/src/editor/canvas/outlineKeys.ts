/** What the keys of the outline need to know of a row. `isUnfolded`: undefined for a row that holds none. */
export type KeyRow = { name: string; depth: number; isUnfolded: boolean | undefined };

/** What a key does in the outline: it leads to a row, or folds or unfolds the one it was pressed on. */
export type OutlineDeed = { to: number } | { fold: boolean };

/**
 * The keys of a tree: up and down by row, right into a frame (unfolding it first), left out of it (folding it first), Home and
 * End. Undefined for all other keys, and where there is nowhere to go.
 */
export function outlineDeed(key: string, at: number, rows: readonly KeyRow[]): OutlineDeed | undefined {
  const row = rows[at];
  if (row === undefined) return undefined;
  if (key === 'ArrowRight' && row.isUnfolded === false) return { fold: false };
  if (key === 'ArrowLeft' && row.isUnfolded === true) return { fold: true };
  const to = targetOf(key, at, rows);
  return to === undefined || rows[to] === undefined ? undefined : { to };
}

function targetOf(key: string, at: number, rows: readonly KeyRow[]): number | undefined {
  const depth = rows[at]?.depth ?? 0;
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'Home':
      return 0;
    case 'End':
      return rows.length - 1;
    case 'ArrowRight':
      return (rows[at + 1]?.depth ?? 0) > depth ? at + 1 : undefined;
    case 'ArrowLeft':
      return rows.findLastIndex((row, index) => index < at && row.depth < depth);
    default:
      return undefined;
  }
}

/** The row whose name begins with what was typed. One letter, and the same one again, goes on to the next; more letters may stay. */
export function rowTyped(typed: string, at: number, names: readonly string[]): number | undefined {
  const letters = [...typed.toLowerCase()];
  const isOne = letters.every((letter) => letter === letters[0]);
  const sought = isOne ? (letters[0] ?? '') : letters.join('');
  const order = names.map((_, by) => (at + by + (isOne ? 1 : 0)) % names.length);
  return order.find((index) => names[index]?.trim().toLowerCase().startsWith(sought));
}
