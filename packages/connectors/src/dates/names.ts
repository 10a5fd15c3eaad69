import { say } from '@patchbay/connector';
import type { FieldSchema } from '@patchbay/connector';
import { type Input, textIn } from '../values/input.ts';
import { refusal } from '../values/refusal.ts';

export const languageField = {
  type: 'string',
  title: 'Language of names',
  description: 'For the names of months and weekdays, as two letters.',
  default: 'en',
  examples: ['de'],
} satisfies FieldSchema;

/** The names of months and weekdays, January and Monday first. */
export type DateNames = { months: string[]; shortMonths: string[]; days: string[]; shortDays: string[] };

/** A language by its tag. Throws OperationError. */
export function languageIn(input: Input): string {
  const language = textIn(input, { name: 'language', title: 'Language of names' }).trim() || 'en';
  try {
    const [supported] = Intl.DateTimeFormat.supportedLocalesOf(language.replace('_', '-'));
    if (supported !== undefined) return supported;
  } catch {
    // Not even the form of a language: answered like one that is not known.
  }
  throw refusal(
    'language_not_valid',
    say('“{value}” is not a language known here. Use two letters, such as en or de.', { value: language.slice(0, 20) }),
  );
}

const known = new Map<string, DateNames>();

/** Names as they stand beside a day: where a language bends the month for that, it is bent. */
export function namesIn(language: string): DateNames {
  const names = known.get(language) ?? {
    months: each(12, (at) => part(language, 'month', { month: 'long', day: 'numeric' }, Date.UTC(2024, at, 1))),
    shortMonths: each(12, (at) => part(language, 'month', { month: 'short', day: 'numeric' }, Date.UTC(2024, at, 1))),
    days: each(7, (at) => part(language, 'weekday', { weekday: 'long' }, Date.UTC(2024, 0, at + 1))),
    shortDays: each(7, (at) => part(language, 'weekday', { weekday: 'short' }, Date.UTC(2024, 0, at + 1))),
  };
  if (known.size > 50) known.clear();
  known.set(language, names);
  return names;
}

const each = (length: number, name: (at: number) => string) => Array.from({ length }, (_, at) => name(at));

function part(
  ...[language, type, options, at]: [string, 'month' | 'weekday', Intl.DateTimeFormatOptions, number]
): string {
  const format = new Intl.DateTimeFormat(language, { ...options, calendar: 'gregory', timeZone: 'UTC' });
  return format.formatToParts(at).find((it) => it.type === type)?.value ?? '';
}
