import { signInFields } from '@patchbay/connector';
import type { OpenConnection } from './signRequest.ts';

/** What stands where a secret was. */
export const MASK = '••••••';

/** What is shorter is found by its place only: it would be found in every other word. */
const SHORTEST = 4;
/** A part of a longer base64 text that is shorter than this says nothing. */
const SHORTEST_INSIDE = 6;

/** Takes these secrets out of any text, in every way that requests and answers write them. */
export function createMask(secrets: Iterable<string>): (text: string) => string {
  const sorted = formsOfSecrets(secrets);
  return (text) => sorted.reduce((masked, form) => masked.replaceAll(form, MASK), text);
}

/** Every way that requests and answers write these secrets; the longest first: a part of it would leave the rest. */
export function formsOfSecrets(secrets: Iterable<string>): string[] {
  const forms = new Set<string>();
  for (const secret of secrets) for (const form of formsOf(secret)) forms.add(form);
  return [...forms].sort((a, b) => b.length - a.length);
}

/** What nobody may see of an account: all that was typed as a secret, and all that was given for it. */
export function secretsOf({ auth, secret }: Pick<OpenConnection, 'auth' | 'secret'>): string[] {
  const open = new Set(signInFields(auth).flatMap(({ name, isSecret }) => (isSecret ? [] : [name])));
  return Object.entries(secret).flatMap(([name, value]) => {
    // Where there is no password, the user name is a key.
    const isKey = /(^|\.)username$/.test(name) && !secret[name.replace(/username$/, 'password')];
    if (open.has(name) && !isKey) return [];
    return /(^|\.)(username|password)$/.test(name) ? [value, ...pairsOf(secret, name)] : [value];
  });
}

/** How HTTP Basic sends a user name and a password: encoded once more, nobody would know them in it. */
function pairsOf(secret: Record<string, string>, name: string): string[] {
  const before = name.replace(/(username|password)$/, '');
  const pair = Buffer.from(`${secret[`${before}username`] ?? ''}:${secret[`${before}password`] ?? ''}`, 'utf8');
  return [pair.toString('base64')];
}

function formsOf(secret: string): string[] {
  const text = secret.trim();
  if (text.length < SHORTEST) return [];
  const json = JSON.stringify(text).slice(1, -1);
  const percent = encodeURIComponent(text);
  const percents = [
    percent,
    percent.replace(/[!'()*]/g, asPercent),
    new URLSearchParams([['', text]]).toString().slice(1),
  ];
  return [
    secret,
    text,
    ...percents,
    ...percents.map((one) => one.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
    encodeURIComponent(percent),
    json,
    json.replaceAll('/', '\\/'),
    json.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
    JSON.stringify(json).slice(1, -1),
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    // An address with a key in it may come back encoded as a whole.
    ...new Set([text, ...percents]).values().flatMap(encoded),
  ];
}

function encoded(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  const hex = bytes.toString('hex');
  return [hex, hex.toUpperCase(), ...insideBase64(bytes)];
}

/** Whatever stands before and after it: of its three ways to lie in base64, the signs that depend on nothing else. */
function insideBase64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const from = Math.ceil((before * 8) / 6);
    const until = Math.floor(((before + bytes.length) * 8) / 6);
    const inside = whole.slice(from, until);
    if (inside.length < SHORTEST_INSIDE) return [];
    const inAddress = inside.replaceAll('+', '-').replaceAll('/', '_');
    return [inside, inAddress, encodeURIComponent(inside)];
  });
}

function asPercent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
