import type { Formula, Reference } from '@patchbay/expression';
import { mergeText, type Part } from './editorValue.ts';

/** Begin and end of a pill in the editor's text: characters of the private use area, which nobody types. */
const BEGIN = '\uE000';
const END = '\uE001';

/**
 * A field's parts as one text, each pill written out between two private characters. The editor draws a pill over it; copying,
 * pasting and undoing then need nothing of their own.
 */
export function textOf(parts: readonly Part[]): string {
  return parts
    .map((part) => (typeof part === 'string' ? part.replace(/[\uE000\uE001]/g, '') : pillText(part)))
    .join('');
}

export function pillText(pill: Reference | Formula): string {
  return BEGIN + JSON.stringify(pill).replace(/[\uE000\uE001]/g, escaped) + END;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16)}`;
}

export type PlacedPill = { from: number; to: number; pill: Reference | Formula };

/** The pills of a text, with the characters they take. */
export function pillsIn(text: string): PlacedPill[] {
  return [...text.matchAll(/\uE000([^\uE000\uE001]*)\uE001/g)].flatMap((match) => {
    const pill = readPill(match[1] ?? '');
    return pill === undefined ? [] : [{ from: match.index, to: match.index + match[0].length, pill }];
  });
}

/** The parts of a text. Broken remains of pills are dropped. */
export function partsIn(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { from, to, pill } of pillsIn(text)) {
    parts.push(clean(text.slice(at, from)), pill);
    at = to;
  }
  return mergeText([...parts, clean(text.slice(at))]);
}

function clean(text: string): string {
  return text.replace(/\uE000[^\uE000\uE001]*\uE001?|\uE001/g, '');
}

function readPill(json: string): Reference | Formula | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined; // Half of a pill, cut by a paste from elsewhere.
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, step, path, source } = value as Record<string, unknown>;
  if (kind === 'formula' && typeof source === 'string') return { kind, source };
  if (kind !== 'reference' || typeof step !== 'string' || !Array.isArray(path)) return undefined;
  return { kind, step, path: path.filter((segment) => typeof segment === 'string' || typeof segment === 'number') };
}
