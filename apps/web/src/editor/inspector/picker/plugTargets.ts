import type { Reference } from '@patchbay/expression';

/** The boxes of fields that a value can be dropped on, and what takes it. */
const targets = new WeakMap<Element, (value: Reference) => void>();

/** Lets values be dropped on `box` until what it answers is called. */
export function takesDrops(box: Element, take: (value: Reference) => void): () => void {
  targets.set(box, take);
  box.setAttribute('data-takes-drops', '');
  return () => {
    targets.delete(box);
    box.removeAttribute('data-takes-drops');
  };
}

/** The box of the field at a point of the screen. */
export function boxAt({ x, y }: { x: number; y: number }): Element | undefined {
  return document.elementFromPoint(x, y)?.closest('[data-takes-drops]') ?? undefined;
}

export function dropOn(box: Element, value: Reference): void {
  targets.get(box)?.(value);
}
