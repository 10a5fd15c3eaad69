import type { Json } from '@patchbay/expression';
import { t } from '../../../texts/t.ts';
import { keepable } from '../data/keepable.ts';

export type ParsedJson = { ok: true; value: Json } | { ok: false; sentence: string };

/** Typed JSON, or what is wrong with it in words and in which line. */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: keepable(JSON.parse(text) as Json) };
  } catch (cause) {
    return { ok: false, sentence: problemOf(text, cause instanceof Error ? cause.message : '') };
  }
}

function problemOf(text: string, message: string): string {
  if (text.trim() === '') return t('Nothing is typed yet.');
  const at = placeOf(text, message);
  const line = text.slice(0, at).split('\n').length;
  const where = text.includes('\n') ? t(' in line {line}', { line }) : '';
  const rest = text.slice(at);
  const next = rest.trimStart()[0];
  if (next === undefined) return t('The JSON ends too early: {missingEnd}.', { missingEnd: missingEnd(text) });
  if (next === "'") return t('Text stands in double quotes, not single ones{where}.', { where });
  const before = text.slice(0, at).trimEnd().at(-1);
  if ((next === '}' || next === ']') && before === ',')
    return t('There is a comma too much before the {next}{where}.', { next, where });
  if (before === '"' && (next === '"' || next === '{')) return t('A comma is missing{where}.', { where });
  if (/[A-Za-z_]/.test(next) && (before === '{' || before === ','))
    return t('The name of a field stands in double quotes{where}.', { where });
  return t('“{split}” does not fit here{where}.', { split: rest.trimStart().slice(0, 12).split('\n')[0], where });
}

/** Engines say a position, a line, or the words around; the end of the text when they say none. */
function placeOf(text: string, message: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Math.min(Number(position), text.length);
  const place = /line (\d+) column (\d+)/.exec(message);
  if (place !== null) {
    const lines = text.split('\n').slice(0, Number(place[1]) - 1);
    return Math.min(lines.reduce((sum, line) => sum + line.length + 1, 0) + Number(place[2]) - 1, text.length);
  }
  return text.length;
}

function missingEnd(text: string): string {
  const open: string[] = [];
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (isText && character === '\\') at += 1;
    else if (character === '"') isText = !isText;
    else if (!isText && (character === '{' || character === '[')) open.push(character === '{' ? '}' : ']');
    else if (!isText && (character === '}' || character === ']')) open.pop();
  }
  if (isText) return t('the closing double quote is missing');
  const end = open.at(-1);
  return end === undefined ? t('a value is missing') : t('the closing {end} is missing', { end });
}
