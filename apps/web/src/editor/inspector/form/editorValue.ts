import type { Formula, Json, Mapping, Reference } from '@patchbay/expression';

/** What stands in a field, left to right: typed text, and pills. */
export type Part = string | Reference | Formula;

/** How typed text becomes a value: `text` as it is; the others as the number, yes or no it says, else as text. */
export type Reading = 'text' | 'number' | 'any';

/** What a field shows for a mapping; undefined where it is made of fields or items and needs more room than a line. */
export function partsOf(mapping: Mapping | undefined, reading: Reading): Part[] | undefined {
  if (mapping === undefined) return [];
  switch (mapping.kind) {
    case 'literal':
      return literalParts(mapping.value, reading);
    case 'reference':
    case 'formula':
      return [mapping];
    case 'template':
      return mergeText(mapping.parts);
    default:
      return undefined;
  }
}

/** The mapping for what stands in a field; undefined for an empty one. A single pill keeps its own type. */
export function mappingOf(parts: readonly Part[], reading: Reading): Mapping | undefined {
  const [first, ...rest] = spacesAroundPillDropped(mergeText(parts), reading);
  if (first === undefined) return undefined;
  if (rest.length > 0) return { kind: 'template', parts: [first, ...rest] };
  return typeof first === 'string' ? { kind: 'literal', value: readText(first, reading) } : first;
}

/** Text beside a lone pill that is nothing but spaces is a slip of the hand in a field that takes no text. */
function spacesAroundPillDropped(parts: Part[], reading: Reading): Part[] {
  if (reading !== 'number') return parts;
  const pills = parts.filter((part) => typeof part !== 'string' || part.trim() !== '');
  return pills.length === 0 ? parts : pills;
}

function literalParts(value: Json, reading: Reading): Part[] | undefined {
  if (typeof value === 'object' && value !== null) return undefined;
  if (reading === 'text') return value === null || value === '' ? [] : [String(value)];
  const text = typeof value === 'number' ? numberText(value) : String(value);
  if (text === '') return [];
  // Text that would be read as something else stands in quotes.
  if (typeof value === 'string' && readText(text, reading) !== value) return [JSON.stringify(value)];
  return [text];
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

function readText(text: string, reading: Reading): Json {
  if (reading === 'text') return text;
  const trimmed = text.trim();
  if (NUMBER.test(trimmed)) return readNumber(trimmed) ?? text;
  if (reading === 'any' && (trimmed === 'true' || trimmed === 'false')) return trimmed === 'true';
  if (reading === 'any' && trimmed === 'null') return null;
  return readQuoted(trimmed) ?? text;
}

/** Only a number that says the same when it is written again: `12345678901234567890` stays the text it is. */
function readNumber(text: string): number | undefined {
  const value = Number(text);
  const isExact = /[.e]/i.test(text) ? Number.isFinite(value) : Number.isSafeInteger(value);
  return isExact && !Object.is(value, -0) ? value : undefined;
}

/** A number as text that reads as the same number: beyond the exact whole ones, digits alone would be taken for text. */
function numberText(value: number): string {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);
}

function readQuoted(text: string): string | undefined {
  if (!/^".*"$/s.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined; // Quotes inside: it is the text it looks like.
  }
}

/** Neighbouring texts as one, empty ones left out. */
export function mergeText(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}

/** Whether something is plugged in: a pill anywhere. */
export function isPlugged(mapping: Mapping | undefined): boolean {
  if (mapping === undefined) return false;
  if (mapping.kind === 'template') return mapping.parts.some((part) => typeof part !== 'string');
  return mapping.kind === 'reference' || mapping.kind === 'formula';
}
