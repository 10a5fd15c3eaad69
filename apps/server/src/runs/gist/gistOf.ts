import { type KeyKind, keyKind } from './keyKinds.ts';

const MOST_VALUES = 3;
const MOST_SIGNS = 80;
const MOST_VALUE = 44;
/** So many fields are looked at, and so deep, whatever came. */
const MOST_FIELDS = 120;
const MOST_DEPTH = 4;
const LONGEST_EMAIL = 254;
const SEPARATOR = ' · ';

/**
 * "Ana Lima · ana@lima.example · 240.00" of what started a run: names, addresses, numbers and amounts, by what the fields are called and
 * look like. Null where nothing in it says anything. Looks at the first fields of the first levels only, never inside
 * lists, and passes by whatever may be secret: fields called so, what was masked, long codes, card numbers.
 */
export function gistOf(payload: unknown): string | null {
  const root = rootOf(payload);
  if (isSchedule(root)) return `${root.date} ${root.time}`;
  if (typeof root !== 'object' || root === null) return textOf(root) ?? null;
  const chosen = choose(fieldsIn(root));
  return chosen.length === 0 ? null : cut(chosen.map(({ text }) => text).join(SEPARATOR), MOST_SIGNS);
}

/** What came with a request stands in its body, or else in its address. */
function rootOf(payload: unknown): unknown {
  if (!isRecord(payload) || !('body' in payload && 'headers' in payload && 'query' in payload)) return payload;
  const { body } = payload;
  return body === null || body === undefined || body === '' ? payload.query : body;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSchedule(value: unknown): value is { date: string; time: string } {
  if (!isRecord(value) || !('scheduledAt' in value && 'missed' in value)) return false;
  return typeof value.date === 'string' && typeof value.time === 'string' && value.date.length + value.time.length < 24;
}

type Kind = Exclude<KeyKind, 'secret' | 'dull'> | 'email';
type Field = { kind: Kind; value: unknown; record: object };
type Found = { kind: Kind; text: string };

/** The fields with a value in them, those nearer to the top first; what a value looks like is seen to once it is wanted. */
function fieldsIn(root: object): Field[] {
  const found: Field[] = [];
  let level: object[] = [root];
  for (let depth = 0; depth < MOST_DEPTH && level.length > 0; depth += 1) {
    const below: object[] = [];
    for (const record of level) {
      if (Array.isArray(record)) continue;
      for (const key in record) {
        if (found.length + below.length >= MOST_FIELDS) return found;
        const kind = keyKind(key);
        if (kind === 'secret' || kind === 'dull') continue;
        const value: unknown = (record as Record<string, unknown>)[key];
        if (value === null) continue;
        if (typeof value === 'object') below.push(value);
        else found.push({ kind: isEmail(value) ? 'email' : kind, value, record });
      }
    }
    level = below;
  }
  return found;
}

function isEmail(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > LONGEST_EMAIL || !value.includes('@')) return false;
  return /^\s*[^\s@]{1,64}@[^\s@]+\.[^\s@]+\s*$/.test(value);
}

/** Most values: a few words in ASCII, with nothing to be tidied. */
const PLAIN = /^[!-~](?:[!-~]| (?! )){0,42}(?<! )$/;

/** A value on one line, as short as a list wants it; undefined where it says nothing, or may be a secret. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? plain(String(value)) : undefined;
  if (typeof value === 'bigint') return plain(String(value));
  if (typeof value !== 'string') return undefined;
  if (PLAIN.test(value)) return plain(value);
  // Enough of a long text to be cut from; looking at all of it would cost.
  const text = value
    .slice(0, 4 * MOST_VALUE)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s·]+/gu, ' ')
    .trim();
  return text === '' ? undefined : plain(text);
}

function plain(text: string): string | undefined {
  return mayBeSecret(text) ? undefined : cut(text, MOST_VALUE);
}

/** A card's number is not shorter. */
const SHORTEST_SECRET = 13;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

function mayBeSecret(text: string): boolean {
  if (text.includes('••') || text.includes('://')) return true;
  if (text.length < SHORTEST_SECRET) return false;
  if (/\d(?:[ -]?\d){12,18}/.test(text) && !/[a-z]/i.test(text)) return true;
  if (/^(?:bearer|basic|eyJ)/i.test(text)) return true;
  // One long word of letters and digits: a key, a token, a hash.
  return /(?=\S{24})(?=\S*\d)(?=\S*[a-z])\S{24}/i.test(text) && !text.includes('@') && !UUID.test(text);
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text
    .slice(0, most - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trimEnd()}…`;
}

/** What tells most comes first; a kind with another behind it takes that where it is missing. */
const WANTED: readonly (readonly Kind[])[] = [
  ['email'],
  ['title'],
  ['number', 'id'],
  ['name', 'firstName', 'lastName'],
  ['amount'],
];
const SHOWN: readonly Kind[] = ['name', 'title', 'email', 'number', 'id', 'amount', 'other', 'kind'];

/** One of each that tells most; what is left of the room goes to others, in the order they came. */
function choose(fields: readonly Field[]): Found[] {
  const chosen: Found[] = [];
  const take = (one: Found | undefined) => {
    const isNew = one !== undefined && !chosen.some(({ text }) => text === one.text);
    if (isNew && chosen.length < MOST_VALUES) chosen.push(one);
  };
  for (const kinds of WANTED) {
    if (chosen.length === MOST_VALUES) break;
    take(firstOf(fields, kinds));
  }
  for (const field of fields) {
    if (chosen.length === MOST_VALUES) break;
    if (field.kind === 'other' || field.kind === 'title') take(other(field, chosen.length));
  }
  if (chosen.length < 2) take(firstOf(fields, ['kind']));
  return chosen.toSorted((one, two) => SHOWN.indexOf(one.kind) - SHOWN.indexOf(two.kind));
}

function firstOf(fields: readonly Field[], kinds: readonly Kind[]): Found | undefined {
  for (const kind of kinds) {
    for (const field of fields) {
      if (field.kind !== kind) continue;
      const text = textOf(field.value);
      if (text === undefined || isOpaque(field.kind, text)) continue;
      if (kind === 'amount') return { kind, text: withCurrency(text, field.record) };
      return kind === 'firstName' || kind === 'lastName' ? personIn(field.record) : { kind, text };
    }
  }
  return undefined;
}

/** First and last name stand in fields of their own and are one. */
function personIn(record: object): Found | undefined {
  const fields = fieldsIn(record);
  const part = (wanted: Kind) => textOf(fields.find(({ kind }) => kind === wanted)?.value);
  const text = [part('firstName'), part('lastName')].filter((one) => one !== undefined).join(' ');
  return text === '' ? undefined : { kind: 'name', text: cut(text, MOST_VALUE) };
}

/** Ids that machines made tell a person nothing. */
function isOpaque(kind: Kind, text: string): boolean {
  return (kind === 'id' || kind === 'number') && (text.length > 20 || /^[a-z]+_\w{10,}$/i.test(text));
}

function withCurrency(amount: string, record: object): string {
  const currency: unknown = 'currency' in record ? record.currency : undefined;
  return typeof currency === 'string' && /^[a-z]{3}$/i.test(currency) ? `${amount} ${currency.toUpperCase()}` : amount;
}

/** Any field will do where nothing else is there; beside others, one in words. Not a moment: that is seen from the run itself. */
function other({ value }: Field, count: number): Found | undefined {
  const text = textOf(value);
  if (text === undefined || /^\d{4}-\d\d-\d\d/.test(text)) return undefined;
  return count === 0 || /\p{L}{3}/u.test(text) ? { kind: 'other', text } : undefined;
}
