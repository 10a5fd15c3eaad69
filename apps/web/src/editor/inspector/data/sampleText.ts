import { isFileRef } from '@patchbay/connector';
import { t, tn } from '../../../texts/t.ts';
import { sizeWords } from './fileWords.ts';

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

/** A result as it will be sent: objects and lists as JSON, cut to one line. */
export function resultText(value: unknown, most = 160): string {
  const empty = emptyWords(value);
  if (empty !== undefined) return empty;
  if (typeof value === 'string') return cut(value, most);
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (isFileRef(value)) return sampleText(value, most);
  return cut(JSON.stringify(value) ?? 'nothing', most);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
