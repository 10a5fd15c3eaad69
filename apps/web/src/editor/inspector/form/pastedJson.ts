import type { Json } from '@patchbay/expression';
import { t } from '../../../texts/t.ts';
import { sizeWords } from '../data/fileWords.ts';
import { parseJson } from './jsonProblem.ts';

/** More characters than this are looked at in a tree: a field of text would take a second for every key. */
export const MOST_TYPED = 100_000;
/** What a request to a flow may bring, and a sample may hold. */
export const MOST_REQUEST = 5_000_000;
/** What one field of a flow takes. */
export const MOST_IN_FLOW = 1_000_000;

/** What comes of a long text that is pasted where JSON is typed. */
export type PastedJson = { kind: 'value'; value: Json } | { kind: 'refused'; sentence: string };

/** Reads a text that is too long to be shown while it is typed; what cannot be taken is refused in words, as a whole. */
export function readPastedJson(text: string, largest: number): PastedJson {
  const size = sizeWords(text.length);
  if (text.length > largest) {
    const most = sizeWords(largest);
    return {
      kind: 'refused',
      sentence: t('This field takes up to {most}. What you put in has {size}, so nothing was changed.', { most, size }),
    };
  }
  const read = parseJson(text);
  if (read.ok) return { kind: 'value', value: read.value };
  const { sentence } = read;
  return {
    kind: 'refused',
    sentence: t('What you put in has {size} and is no JSON, so nothing was changed. {sentence}', { size, sentence }),
  };
}

/** A value as it stands in a field: on lines of its own where that can still be typed in. */
export function writtenJson(value: Json | undefined): string {
  if (value === undefined) return '';
  const line = JSON.stringify(value);
  if (line.length > MOST_TYPED) return line;
  const lines = JSON.stringify(value, undefined, 2);
  return lines.length > MOST_TYPED ? line : lines;
}
