import { EMPTY_LOOP, LOOP_PADDING } from '../commands/card.ts';

export type Size = { width: number; height: number };
/** A step's place from the canvas's own corner, whatever loops it stands in. */
export type Box = Size & { x: number; y: number };

/** A frame around boxes that are counted from its own corner. */
export function loopSize(inner: readonly Box[]): Size {
  const right = Math.max(0, ...inner.map(({ x, width }) => x + width));
  const bottom = Math.max(0, ...inner.map(({ y, height }) => y + height));
  return {
    width: Math.max(EMPTY_LOOP.width, right + LOOP_PADDING),
    height: Math.max(EMPTY_LOOP.height, bottom + LOOP_PADDING + 30),
  };
}
