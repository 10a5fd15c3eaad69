import { isFileRef } from '@patchbay/connector';
import { t, tn } from '../../../texts/t.ts';
import { sizeWords } from './fileWords.ts';
import { humanise } from './humanise.ts';

/** What kind of nothing a value is, for eyes that would take it for a gap in the drawing; undefined for a value. */
export function emptyWords(value: unknown): string | undefined {
  if (value === undefined) return t('missing');
  if (value === null) return t('(nothing)');
  if (value === '') return t('(empty text)');
  if (typeof value === 'string') return value.trim() === '' ? t('(only spaces)') : undefined;
  if (Array.isArray(value)) return value.length === 0 ? t('(empty list)') : undefined;
  return typeof value === 'object' && Object.keys(value).length === 0 ? t('(no fields)') : undefined;
}

/** A value as a short line: text as it is, objects and lists by their size. `most` characters at most. */
export function sampleText(value: unknown, most = 60): string {
  if (value === undefined) return '';
  const empty = emptyWords(value);
  if (empty !== undefined) return empty;
  if (typeof value === 'string') return cut(value.replace(/\s+/g, ' '), most);
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (Array.isArray(value)) return tn(value.length, 'list of 1', 'list of {count}');
  if (isFileRef(value)) return cut(`${value.name}, ${sizeWords(value.size)}`, most);
  if (typeof value === 'object' && value !== null) {
    const count = Object.keys(value).length;
    return tn(count, '1 field', '{count} fields');
  }
  return cut(String(value), most);
}

/** A result in words: of a list how many there are and its first item, of an object its fields. Cut to a line. */
export function resultText(value: unknown, most = 160): string {
  const empty = emptyWords(value);
  if (empty !== undefined) return empty;
  if (typeof value === 'string') return cut(value, most);
  if (Array.isArray(value)) return cut(listWords(value, most), most);
  if (typeof value === 'object' && value !== null && !isFileRef(value)) return cut(fieldWords(value), most);
  return sampleText(value, most);
}

/** "ann, ben" where the items are short themselves, else "20 items. The first: Id 1007, Subject Printer down". */
function listWords(list: readonly unknown[], most: number): string {
  const [first] = list;
  if (list.every((item) => typeof item !== 'object' || item === null))
    return list
      .slice(0, most)
      .map((item) => sampleText(item))
      .join(', ');
  const count = tn(list.length, '{count} item', '{count} items');
  return t('{count}. The first: {item}', { count, item: resultText(first, most) });
}

/** How many fields of an object can stand in a line. */
const FIELDS = 8;

function fieldWords(object: object): string {
  const shown = Object.entries(object).slice(0, FIELDS);
  return shown.map(([name, value]) => `${humanise(name)} ${sampleText(value, 40)}`).join(', ');
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
