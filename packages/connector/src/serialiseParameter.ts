import { isObject } from './json.ts';
import type { Parameter } from './request.ts';

/** Percent-encodes everything that could end a segment, a pair or a header. Lone surrogates become U+FFFD. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Signs that mean something in an address and are harmless inside a value; `#`, `&`, `+` and `%` never are. */
const RESERVED = /%(3A|2F|3F|5B|5D|40|21|24|27|28|29|2A|2C|3B|3D)/g;

/** The same for a value that may hold reserved signs, which then stay as they are: in a path all but `?`. */
function encoderOf({ allowReserved, in: place }: Pick<Parameter, 'allowReserved' | 'in'>): (text: string) => string {
  if (!allowReserved) return encode;
  return (text) =>
    encode(text).replace(RESERVED, (code) => (place === 'path' && code === '%3F' ? code : decodeURIComponent(code)));
}

/** A single value as text; what is nested deeper than its style can say is written as JSON. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const isGiven = (value: unknown) => value !== undefined && value !== null;

const entriesOf = (value: Record<string, unknown>) => Object.entries(value).filter(([, field]) => isGiven(field));

/** What replaces `{name}` in the path, encoded. The empty text where the value is empty. */
export function pathText(parameter: Parameter, value: unknown): string {
  const encodeValue = encoderOf(parameter);
  if (parameter.json) return encodeValue(JSON.stringify(value));
  const { style, explode, name } = parameter;
  const lead = style === 'label' ? '.' : style === 'matrix' ? ';' : '';
  const separator = explode && lead !== '' ? lead : ',';
  const named = (text: string) => (style === 'matrix' ? `${encode(name)}=${text}` : text);
  if (Array.isArray(value)) {
    const items = value.filter(isGiven).map((item) => encodeValue(textOf(item)));
    if (items.length === 0) return '';
    return lead + (explode ? items.map(named).join(separator) : named(items.join(',')));
  }
  if (isObject(value)) {
    const fields = entriesOf(value).map(([key, field]) => [encode(key), encodeValue(textOf(field))]);
    if (fields.length === 0) return '';
    if (explode) return lead + fields.map((field) => field.join('=')).join(separator);
    return lead + named(fields.flat().join(','));
  }
  const text = encodeValue(textOf(value));
  return text === '' ? '' : lead + named(text);
}

const DELIMITERS = { spaceDelimited: '%20', pipeDelimited: '%7C' } as const;

/** `name=value` pairs of a query or cookie parameter, encoded. Empty lists and objects give none. */
export function pairs(parameter: Parameter, value: unknown): string[] {
  const { name, style, explode } = parameter;
  const encodeValue = encoderOf(parameter);
  if (parameter.json) return [`${name === '' ? '' : `${encode(name)}=`}${encodeValue(JSON.stringify(value))}`];
  if (style === 'deepObject') return nestedPairs(encode(name), value, { lists: 'index', encodeValue });
  const delimiter = style === 'spaceDelimited' || style === 'pipeDelimited' ? DELIMITERS[style] : ',';
  if (Array.isArray(value)) {
    const items = value.filter(isGiven).map((item) => encodeValue(textOf(item)));
    if (items.length === 0) return [];
    return explode ? items.map((item) => `${encode(name)}=${item}`) : [`${encode(name)}=${items.join(delimiter)}`];
  }
  if (isObject(value)) {
    const fields = entriesOf(value).map(([key, field]) => [encode(key), encodeValue(textOf(field))]);
    if (fields.length === 0) return [];
    return explode ? fields.map((field) => field.join('=')) : [`${encode(name)}=${fields.flat().join(delimiter)}`];
  }
  return [`${encode(name)}=${encodeValue(textOf(value))}`];
}

/** The value of a header parameter, not encoded: headers have no escape, so the caller checks the characters. */
export function headerText(parameter: Parameter, value: unknown): string {
  if (parameter.json) return JSON.stringify(value);
  if (Array.isArray(value)) return value.filter(isGiven).map(textOf).join(',');
  if (!isObject(value)) return textOf(value);
  const fields = entriesOf(value).map(([key, field]) => [key, textOf(field)]);
  return parameter.explode ? fields.map((field) => field.join('=')).join(',') : fields.flat().join(',');
}

/** How lists of plain values are written in a form: `a[0]=x&a[1]=y` or `a=x&a=y`. */
export type ListStyle = 'index' | 'repeat';

/**
 * Nested form pairs, encoded: `a[b][0]=c`. The brackets stay readable: parsers disagree on encoded ones.
 * Missing values, empty lists and empty objects give no pair.
 */
export function bracketPairs(name: string, value: unknown, lists: ListStyle): string[] {
  return nestedPairs(encode(name), value, { lists, encodeValue: encode });
}

type Writing = { lists: ListStyle; encodeValue: (text: string) => string };

function nestedPairs(name: string, value: unknown, writing: Writing): string[] {
  if (!isGiven(value)) return [];
  if (Array.isArray(value)) {
    const plain = writing.lists === 'repeat' && value.every((item) => typeof item !== 'object' || item === null);
    return value
      .filter(isGiven)
      .flatMap((item, index) => nestedPairs(plain ? name : `${name}[${index}]`, item, writing));
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, field]) => nestedPairs(`${name}[${encode(key)}]`, field, writing));
  }
  return [`${name}=${writing.encodeValue(textOf(value))}`];
}
