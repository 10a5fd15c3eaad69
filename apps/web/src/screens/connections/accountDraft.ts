import type { AccountField } from '@patchbay/connector';
import type { Questions } from '../../api/types.ts';
import type { OfferedWay } from './signInWays.ts';

/** An account as it is being typed. The secret lives in this form only, until it is sent. */
export type AccountDraft = {
  name: string;
  way: OfferedWay;
  secret: string;
  username: string;
  /** For a way with fields of its own: what was typed, by the field's name. */
  values: Readonly<Record<string, string>>;
};

/** Sentences for what is still to be typed. */
export type Missing = { name?: string; secret?: string; username?: string; values?: Readonly<Record<string, string>> };

export function emptyAccount(ways: readonly OfferedWay[]): AccountDraft {
  const way = ways[0] ?? { kind: 'bearer', key: 'bearer', label: 'Access token' };
  return { name: '', way, secret: '', username: '', values: {} };
}

/** What is still to be typed, a sentence a field. */
export function missingIn({ name, way, secret, username, values }: AccountDraft): Missing {
  const missing: Missing = {};
  if (name.trim() === '') missing.name = 'Give it a name your team will know.';
  if (way.kind === 'fields') {
    const empty = way.fields.filter((field) => isMandatory(field) && (values[field.name] ?? '').trim() === '');
    const sentences = empty.map(({ name: field, choices }) => [field, choices ? 'Choose one.' : 'Fill this in.']);
    if (sentences.length > 0) missing.values = Object.fromEntries(sentences);
  } else if (way.kind === 'basic') {
    if (username === '') missing.username = 'Type the user name.';
  } else if (secret.trim() === '') {
    missing.secret = way.kind === 'apiKey' ? 'Paste the key.' : 'Paste the token.';
  }
  return missing;
}

/** The draft as the server takes it. Keys and tokens are pasted, and come with stray spaces around them. */
export function authOf({ way, secret, username, values }: AccountDraft): Questions['connection']['create']['auth'] {
  switch (way.kind) {
    case 'fields':
      return { kind: 'fields', id: way.key, values: typedIn(way.fields, values) };
    case 'basic':
      return { kind: 'basic', username, password: secret };
    case 'apiKey':
      return { kind: 'apiKey', value: secret.trim() };
    case 'bearer':
      return { kind: 'bearer', token: secret.trim() };
  }
}

/** A field that has to be filled before the account can be connected. */
export function isMandatory(field: AccountField): boolean {
  return field.default === undefined && field.isOptional !== true;
}

/** Only the fields of this way: those of another one may have been typed before. Passwords may begin with a space. */
function typedIn(fields: readonly AccountField[], values: AccountDraft['values']): Record<string, string> {
  const typed = fields.map(({ name, isSecret }): [string, string] => {
    const text = values[name] ?? '';
    return [name, isSecret ? text : text.trim()];
  });
  return Object.fromEntries(typed.filter(([, text]) => text !== ''));
}
