import type { AccountField } from '@patchbay/connector';
import type { Questions } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import type { OfferedWay } from './signInWays.ts';

/** An account as it is being typed. The secret lives in this form only, until it is sent. */
export type AccountDraft = {
  name: string;
  way: OfferedWay;
  /** What was typed, by the field's name. */
  values: Readonly<Record<string, string>>;
};

/** Sentences for what is still to be typed. */
export type Missing = { name?: string; values?: Readonly<Record<string, string>> };

const NO_WAY: OfferedWay = { kind: 'bearer', key: 'bearer', label: t('Access token'), fields: [] };

export function emptyAccount(ways: readonly OfferedWay[]): AccountDraft {
  return { name: '', way: ways[0] ?? NO_WAY, values: {} };
}

/** What is still to be typed, a sentence a field. Who signs in at the provider may leave the name to it. */
export function missingIn({ name, way, values }: AccountDraft): Missing {
  const missing: Missing = {};
  if (name.trim() === '' && !way.isElsewhere) missing.name = t('Give it a name your team will know.');
  const empty = way.fields.filter((field) => isMandatory(field) && (values[field.name] ?? '').trim() === '');
  const sentences = empty.map(({ name: field, choices }) => [field, choices ? t('Choose one.') : t('Fill this in.')]);
  if (sentences.length > 0) missing.values = Object.fromEntries(sentences);
  return missing;
}

/** The draft as the server takes it. */
export function authOf({ way, values: all }: AccountDraft): Questions['connection']['create']['auth'] {
  const values = typedIn(way, all);
  if (way.kind === 'fields') return { kind: 'fields', id: way.key, values };
  if (way.index !== undefined) return { kind: 'way', way: way.index, values };
  if (way.kind === 'basic') return { kind: 'basic', username: values.username ?? '', password: values.password ?? '' };
  return { kind: 'bearer', token: values.token ?? '' };
}

/** A field that has to be filled before the account can be connected. */
export function isMandatory(field: AccountField): boolean {
  return field.default === undefined && field.isOptional !== true;
}

const WITH_PASSWORDS: ReadonlySet<string> = new Set(['basic', 'session', 'fields']);

/**
 * Only the fields of this way: those of another one may have been typed before. Keys and tokens are pasted, and come with
 * stray spaces around them; passwords may begin with one.
 */
export function typedIn({ kind, fields }: OfferedWay, values: AccountDraft['values']): Record<string, string> {
  const typed = fields.map(({ name, isSecret }): [string, string] => {
    const text = values[name] ?? '';
    return [name, isSecret && WITH_PASSWORDS.has(kind) ? text : text.trim()];
  });
  return Object.fromEntries(typed.filter(([, text]) => text !== ''));
}
