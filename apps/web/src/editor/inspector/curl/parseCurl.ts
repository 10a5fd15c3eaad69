import type { Json } from '@patchbay/expression';
import { t } from '../../../texts/t.ts';
import { curlBody } from './curlBody.ts';
import { type CurlPart, readOptions } from './curlOptions.ts';
import { type FoundSecret, takeSecrets } from './foundSecret.ts';
import { shellWords } from './shellWords.ts';

/** A request as the step's fields have it. */
export type CurlRequest = {
  method: (typeof METHODS)[number];
  url: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  body?: Json;
  send?: 'json' | 'form' | 'multipart';
};

export type ParsedCurl =
  | {
      ok: true;
      request: CurlRequest;
      /** What signs the request: better kept in a connected account. It stands nowhere else in the answer. */
      secrets: readonly FoundSecret[];
      /** What was not taken over, each as it was written or in a few words. */
      left: readonly string[];
    }
  | { ok: false; problem: string };

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const;

/** Whether a pasted text is a curl command. */
export function looksLikeCurl(text: string): boolean {
  return /^\s*(?:\$\s+)?curl(?:\.exe)?\s/i.test(text) && text.length < 200_000;
}

/** Reads a curl command, as browsers and documentation write it, for any shell. */
export function parseCurl(text: string): ParsedCurl {
  if (!looksLikeCurl(text)) return { ok: false, problem: t('This is no curl command. It begins with the word curl.') };
  const words = shellWords(text.trim().replace(/^\$\s+/, ''));
  const parts = readOptions(untilNextCommand(words.slice(1)));
  const left = new Set(parts.flatMap((part) => (part.kind === 'left' ? [part.written] : [])));
  const { address, further } = addressesIn(parts);
  if (address === undefined) return { ok: false, problem: t('The command has no address in it.') };
  for (const other of further) left.add(other);
  return { ok: true, ...requestOf(parts, address, left) };
}

/** What a terminal would do with the answer is nothing for a step. */
function untilNextCommand(words: readonly string[]): readonly string[] {
  const end = words.findIndex((word) => ['|', '||', '&&', ';', '>', '>>', '&', '--next', '-:'].includes(word));
  return end < 0 ? words : words.slice(0, end);
}

function addressesIn(parts: readonly CurlPart[]): { address: string | undefined; further: string[] } {
  const all = parts.flatMap((part) => {
    if (part.kind === 'address') return [part.value];
    return part.kind === 'option' && part.name === 'url' ? [part.value] : [];
  });
  const isAddress = (word: string) =>
    /^https?:\/\//i.test(word) || /^[\w-]+(\.[\w-]+)+(:\d+)?(\/|\?|$)/.test(word) || /^localhost\b/.test(word);
  const first = all.find(isAddress) ?? all[0];
  const address = first === undefined || first === '' ? undefined : withScheme(first);
  return { address, further: all.filter((word) => word !== first) };
}

function withScheme(address: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(address)) return address;
  return `${/^(localhost|127\.)/.test(address) ? 'http' : 'https'}://${address}`;
}

function requestOf(parts: readonly CurlPart[], address: string, left: Set<string>) {
  const options = parts.flatMap((part) => (part.kind === 'option' ? [part] : []));
  const valuesOf = (name: string) => options.filter((option) => option.name === name).map(({ value }) => value);
  const isGet = valuesOf('get').length > 0;
  const headers = headersIn(options);
  const body = curlBody(options, { headers, left });
  const { user, rest } = signedAddress(address);
  const { url, query } = splitAddress(rest, [...valuesOf('url-query'), ...(isGet ? body.pieces : [])]);
  const secrets = takeSecrets({
    headers,
    query,
    user: valuesOf('user').at(-1) ?? user,
    token: valuesOf('oauth2-bearer').at(-1),
  });
  const hasBody = body.value !== undefined && !isGet;
  const wanted = valuesOf('request').at(-1)?.toUpperCase();
  const usual = valuesOf('head').length > 0 ? 'HEAD' : hasBody ? 'POST' : 'GET';
  const method = METHODS.find((known) => known === (wanted ?? usual));
  if (method === undefined) left.add(t('the method {wanted}', { wanted }));
  const request: CurlRequest = {
    method: method ?? usual,
    url,
    query,
    headers,
    ...(hasBody && { body: body.value }),
    ...(hasBody && body.send !== undefined && { send: body.send }),
  };
  return { request, secrets, left: [...left] };
}

/** Set by whoever sends: they would only be wrong. */
const OURS = new Set(['content-length', 'host', 'accept-encoding', 'connection']);

function headersIn(options: readonly { name: string; value: string }[]): Record<string, string> {
  const headers = new Map<string, [name: string, value: string]>();
  const set = (name: string, value: string) => {
    if (name !== '' && !name.startsWith(':') && !OURS.has(name.toLowerCase()))
      headers.set(name.toLowerCase(), [name, value]);
  };
  for (const { name, value } of options) {
    if (name === 'header') set(...headerIn(value));
    if (name === 'user-agent') set('User-Agent', value);
    if (name === 'referer') set('Referer', value);
    // Without a `=` it is the name of a file with cookies.
    if (name === 'cookie' && value.includes('=')) set('Cookie', value);
    if (name === 'json') {
      if (!headers.has('content-type')) set('Content-Type', 'application/json');
      if (!headers.has('accept')) set('Accept', 'application/json');
    }
  }
  return Object.fromEntries([...headers.values()].filter(([, value]) => value !== ''));
}

/** `Name: value`; `Name;` is a header without a value. */
function headerIn(written: string): [name: string, value: string] {
  const at = written.indexOf(':', 1);
  if (at < 0) return [written.replace(/;$/, '').trim(), ''];
  return [written.slice(0, at).trim(), written.slice(at + 1).trim()];
}

/** A name and a password that stand in an address are no part of it. */
function signedAddress(address: string): { user: string | undefined; rest: string } {
  const [whole = '', scheme = '', user = ''] = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)@/i.exec(address) ?? [];
  if (user === '') return { user: undefined, rest: address };
  return { user: unescaped(user), rest: scheme + address.slice(whole.length) };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A lone percent sign is meant as one.
  }
}

/** The query as named values, where each name is there once and none is lost by it; else it stays in the address. */
function splitAddress(address: string, further: readonly string[]): Pick<CurlRequest, 'url' | 'query'> {
  const [beforeFragment = ''] = address.split('#');
  const [path = '', ...rest] = beforeFragment.split('?');
  const all = [rest.join('?'), ...further].filter((piece) => piece !== '').join('&');
  if (all === '') return { url: path, query: {} };
  const pairs = [...new URLSearchParams(all)];
  const isPlain =
    new Set(pairs.map(([name]) => name)).size === pairs.length &&
    pairs.every(([name, value]) => name !== '' && !value.includes('\uFFFD'));
  return isPlain ? { url: path, query: Object.fromEntries(pairs) } : { url: `${path}?${all}`, query: {} };
}
