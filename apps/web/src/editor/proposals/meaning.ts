import type { JSONSchema } from '../inspector/data/jsonSchema.ts';

/** What a text says beyond its letters. */
export type Meaning = 'email' | 'phone' | 'link' | 'date';

const FORMATS: Readonly<Record<string, Meaning>> = {
  email: 'email',
  'idn-email': 'email',
  phone: 'phone',
  uri: 'link',
  url: 'link',
  iri: 'link',
  date: 'date',
  'date-time': 'date',
};

/** What a schema says of its text by its format, or else by the example it gives. */
export function meaningOf(schema: JSONSchema): Meaning | undefined {
  if (typeof schema !== 'object') return undefined;
  const format = schema.format === undefined ? undefined : FORMATS[schema.format];
  const example: unknown = Array.isArray(schema.examples) ? schema.examples[0] : undefined;
  // Where several may stand with commas between them, the first says what they are.
  return format ?? meaningOfText(typeof example === 'string' ? example.split(/,\s/)[0] : example);
}

/** What a text is by its looks; undefined for anything else. */
export function meaningOfText(value: unknown): Meaning | undefined {
  if (typeof value !== 'string' || value.length > 300) return undefined;
  if (/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(value)) return 'email';
  if (/^https?:\/\/\S+$/i.test(value)) return 'link';
  if (/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d\S*)?$/.test(value)) return 'date';
  return /^\+\d[\d\s()/-]{6,18}$/.test(value) ? 'phone' : undefined;
}
