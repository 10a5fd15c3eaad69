import { isFileRef } from '@patchbay/connector';
import { t, tn } from '../../texts/t.ts';
import { type FieldNames, plainNames } from './fieldNames.ts';
import { foldedText } from '../../ui/foldedText.ts';

/** Where in a value: names of fields, and places in lists counted from 0. */
export type ValuePath = readonly (string | number)[];

/** One line of a value drawn as a tree. `label` is what a person reads before the value: a name, a place, a range of places. */
export type TreeRow = {
  /** Its own among the rows: the path, and the range for a part of a long list. */
  key: string;
  path: ValuePath;
  depth: number;
  label: string;
  value: unknown;
  /** For what has something inside: how much, and whether that is shown. */
  branch?: { isOpen: boolean; words: string };
  /** A part of a long list: which entries. */
  range?: { from: number; to: number };
};

/** More entries stand in parts of this many. */
const PART = 500;
/** Branches this near the top are open at first, where they have few siblings. */
const OPEN_DEPTH = 2;
const FEW = 20;

/** The lines of a value as far as it is open. `toggled`: the keys of branches that are not as they are at first. */
export function treeRows(value: unknown, toggled: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  addInside({ value, path: [], depth: 0, key: '' }, { rows, toggled });
  return rows;
}

type Inside = { value: unknown; path: ValuePath; depth: number; key: string };
type Drawing = { rows: TreeRow[]; toggled: ReadonlySet<string> };

function addInside(inside: Inside, drawing: Drawing): void {
  const { value } = inside;
  const count = Array.isArray(value) ? value.length : Object.keys(value ?? {}).length;
  if (count > PART) addParts(inside, count, drawing);
  else addEntries(inside, { from: 0, to: count }, drawing);
}

function addParts(inside: Inside, count: number, drawing: Drawing): void {
  const { path, depth, value } = inside;
  for (let from = 0; from < count; from += PART) {
    const to = Math.min(count, from + PART);
    const key = `${inside.key}/${from}-${to}`;
    const isOpen = (from === 0) !== drawing.toggled.has(key);
    const label = t('{value} to {to}', { value: from + 1, to });
    drawing.rows.push({ key, path, depth, label, value, range: { from, to }, branch: { isOpen, words: '' } });
    if (isOpen) addEntries({ ...inside, depth: depth + 1, key }, { from, to }, drawing);
  }
}

function addEntries({ value, path, depth, key }: Inside, { from, to }: { from: number; to: number }, drawing: Drawing) {
  const isFew = to - from <= FEW;
  const add = (name: string | number, entry: unknown) => {
    const row = rowOf({ name, value: entry, path: [...path, name], depth, key: `${key}/${typeof name}:${name}` });
    if (row.branch !== undefined)
      row.branch.isOpen = (depth + 1 < OPEN_DEPTH && isFew) !== drawing.toggled.has(row.key);
    drawing.rows.push(row);
    if (row.branch?.isOpen) addInside({ value: entry, path: row.path, depth: depth + 1, key: row.key }, drawing);
  };
  if (Array.isArray(value)) for (let index = from; index < to; index += 1) add(index, value[index]);
  else for (const name of Object.keys(value ?? {}).slice(from, to)) add(name, (value as Record<string, unknown>)[name]);
}

function rowOf({ name, ...row }: Omit<TreeRow, 'label'> & { name: string | number }): TreeRow {
  const label = typeof name === 'number' ? String(name + 1) : name;
  const words = insideWords(row.value);
  return words === undefined ? { ...row, label } : { ...row, label, branch: { isOpen: false, words } };
}

/** Whether there is something inside to be opened; a file is one thing. */
export function isBranch(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'object' && value !== null && !isFileRef(value) && Object.keys(value).length > 0;
}

/** "12 in the list", "3 fields"; undefined for what has nothing inside. */
function insideWords(value: unknown): string | undefined {
  if (!isBranch(value)) return undefined;
  if (Array.isArray(value)) return t('{count} in the list', { count: value.length.toLocaleString('en') });
  const count = Object.keys(value ?? {}).length;
  return tn(count, '{count} field', '{count} fields');
}

/** A leaf in words: nothing is said to be nothing, and an empty text to be empty. */
export function leafText(value: unknown): string {
  if (value === null) return t('nothing');
  if (value === undefined) return t('missing');
  if (value === '') return t('empty text');
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (Array.isArray(value)) return t('an empty list');
  if (isFileRef(value)) return value.name;
  if (typeof value === 'object') return t('no fields');
  return String(value);
}

const LINE = 300;

/** The beginning of a leaf as one line: a text of several would show none of them whole. */
export function lineText(value: unknown): string {
  return leafText(value)
    .slice(0, LINE)
    .replace(/\s*\n\s*/g, ' ⏎ ');
}

export type Found = { rows: TreeRow[]; count: number; isCut: boolean };

/** More are not drawn: a person narrows the search instead. */
const MOST_FOUND = 500;

/** The lines whose key, name or value has the words in it, with what stands around them. */
export function foundRows(value: unknown, words: string, names: FieldNames = plainNames): Found {
  const found: Found = { rows: [], count: 0, isCut: false };
  search(value, { wanted: foldedText(words.trim()), found, around: [], drawn: 0, names });
  return found;
}

/** `around`: the way to what is looked at. Lines are made only of what is found: most of a large value is not. */
type Search = {
  wanted: string;
  found: Found;
  around: { name: string | number; value: unknown }[];
  drawn: number;
  names: FieldNames;
};

function search(value: unknown, work: Search): void {
  if (Array.isArray(value)) for (let at = 0; at < value.length && !work.found.isCut; at += 1) look(at, value[at], work);
  else {
    for (const name of Object.keys(value ?? {})) {
      if (work.found.isCut) return;
      look(name, (value as Record<string, unknown>)[name], work);
    }
  }
}

function look(name: string | number, value: unknown, work: Search): void {
  const { wanted, found, around } = work;
  const isOpenable = isBranch(value);
  const isNamed = typeof name === 'string' && isCalled(name, work);
  const isHit = isNamed || (!isOpenable && foldedText(leafText(value)).includes(wanted));
  around.push({ name, value });
  if (isHit && found.count >= MOST_FOUND) found.isCut = true;
  else if (isHit) {
    found.count += 1;
    drawAround(work);
  }
  if (isOpenable && !found.isCut) search(value, work);
  around.pop();
  work.drawn = Math.min(work.drawn, around.length);
}

/** By its key, or by its name as it is shown. */
function isCalled(key: string, { wanted, around, names }: Search): boolean {
  if (foldedText(key).includes(wanted)) return true;
  return foldedText(names([...around.map(({ name }) => name), key])).includes(wanted);
}

/** The lines on the way to what was found, as far as they are not there yet. */
function drawAround(work: Search): void {
  const { found, around } = work;
  for (; work.drawn < around.length; work.drawn += 1) {
    const depth = work.drawn;
    const path = around.slice(0, depth + 1).map(({ name }) => name);
    const { name = '', value } = around[depth] ?? {};
    const row = rowOf({ name, value, path, depth, key: `/${path.map((part) => `${typeof part}:${part}`).join('/')}` });
    if (row.branch !== undefined) row.branch.isOpen = true;
    found.rows.push(row);
  }
}

/** A path as it is written in a formula: `order.body["first name"][0]`. */
export function pathText(step: string | undefined, path: ValuePath): string {
  const parts = path.map((part) => {
    if (typeof part === 'number') return `[${part}]`;
    return /^[A-Za-z_]\w*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
  });
  const text = `${step ?? ''}${parts.join('')}`;
  return step === undefined && text.startsWith('.') ? text.slice(1) : text;
}

/** A path as a person reads it: "Customer › E-mail", places counted from 1. */
export function pathWords(path: ValuePath, names: FieldNames = plainNames): string {
  return path.map((_, at) => names(path.slice(0, at + 1))).join(' › ');
}
