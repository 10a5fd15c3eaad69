import type { ShownItems } from './overlayOf.ts';

/** The items of loops that are shown, as an address carries them: `eachOrder.3`, several parted by commas. */
export function shownItemsText(items: ShownItems): string | undefined {
  const text = [...items].map(([loop, at]) => `${loop}.${at}`).join(',');
  return text === '' ? undefined : text;
}

/** Reads them again; what makes no sense is left out. */
export function readShownItems(text: string | undefined): ShownItems {
  const items = (text ?? '').split(',').flatMap((item): [string, number][] => {
    const dot = item.lastIndexOf('.');
    const at = Number(item.slice(dot + 1));
    return dot > 0 && dot < item.length - 1 && Number.isSafeInteger(at) && at >= 0 ? [[item.slice(0, dot), at]] : [];
  });
  return new Map(items);
}
