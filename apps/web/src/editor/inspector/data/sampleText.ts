import { isFileRef } from '@patchbay/connector';
import { sizeWords } from './fileWords.ts';

/** A value as a short line: text as it is, objects and lists by their size. `most` characters at most. */
export function sampleText(value: unknown, most = 60): string {
  if (value === undefined) return '';
  if (value === null) return 'nothing';
  if (typeof value === 'string') return cut(value.replace(/\s+/g, ' '), most);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 1 ? 'list of 1' : `list of ${value.length}`;
  if (isFileRef(value)) return cut(`${value.name}, ${sizeWords(value.size)}`, most);
  if (typeof value === 'object') {
    const count = Object.keys(value).length;
    return count === 1 ? '1 field' : `${count} fields`;
  }
  return cut(String(value), most);
}

/** A result as it will be sent: objects and lists as JSON, cut to one line. */
export function resultText(value: unknown, most = 160): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return value === '' ? 'empty text' : cut(value, most);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (isFileRef(value)) return sampleText(value, most);
  return cut(JSON.stringify(value) ?? 'nothing', most);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
