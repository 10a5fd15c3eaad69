import { own } from './json.ts';

export type FilledAddress = { ok: true; url: string } | { ok: false; field: string; problem: string };

/** The names that an address leaves open, as `{subdomain}` does. */
export function openNames(template: string): string[] {
  return Array.from(template.matchAll(/\{([^{}]+)\}/g), ([, name = '']) => name);
}

/**
 * An address with its `{names}` filled from what was typed for an account. A value never changes the shape of it: one that
 * stands in the host names a part of a host and nothing else, one in the path is a single part of it. What people paste
 * instead of a part (`acme.example.com` or the whole address, for `{subdomain}.example.com`) is taken for what it means.
 * A template that is nothing but a name is an address that the account says by itself.
 */
export function accountAddress(template: string, values: Readonly<Record<string, string>>): FilledAddress {
  const [, whole] = /^\{([^{}]+)\}$/.exec(template) ?? [];
  if (whole !== undefined) return wholeAddress(whole, own(values, whole));
  const [, scheme = '', host = '', rest = ''] = /^(https?:\/\/)?([^/?#]*)(.*)$/is.exec(template) ?? [];
  const inHost = fill(host, values, (value, around) => hostPart(value, around));
  if (typeof inHost !== 'string') return { ok: false, ...inHost };
  const inPath = fill(rest, values, pathPart);
  if (typeof inPath !== 'string') return { ok: false, ...inPath };
  const url = `${scheme === '' ? 'https://' : scheme}${inHost}${inPath}`;
  const [field = ''] = openNames(template);
  if (!isPlain(url, inHost.toLowerCase()))
    return { ok: false, field, problem: 'This makes no address. Check what was typed.' };
  return { ok: true, url: url.replace(/\/+$/, '') };
}

/** A server of one's own, where the connector names none: with a path, without anything that stands behind or before it. */
function wholeAddress(field: string, typed: unknown): FilledAddress {
  const text = typeof typed === 'string' ? typed.trim() : '';
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  const isHttp = url?.protocol === 'https:' || url?.protocol === 'http:';
  const isBare = isHttp && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!isBare) {
    return { ok: false, field, problem: 'This is not an address. It looks like https://models.example.com/v1.' };
  }
  return { ok: true, url: url.href.replace(/\/+$/, '') };
}

type Around = { before: string; after: string };
type Refused = { field: string; problem: string };

function fill(
  text: string,
  values: Readonly<Record<string, string>>,
  part: (value: string, around: Around) => string | undefined,
): string | Refused {
  let filled = '';
  let from = 0;
  for (const match of text.matchAll(/\{([^{}]+)\}/g)) {
    const [whole, name = ''] = match;
    const typed = own(values, name);
    const around = { before: text.slice(0, match.index), after: text.slice(match.index + whole.length) };
    const value = typeof typed === 'string' ? part(typed.trim(), around) : undefined;
    if (value === undefined)
      return { field: name, problem: 'This does not fit into the address. Check what was typed.' };
    filled += text.slice(from, match.index) + value;
    from = match.index + whole.length;
  }
  return filled + text.slice(from);
}

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const HOST = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:\d{1,5})?$/i;

/** A single name between dots; where it stands for all of the host, a host with or without its port. */
function hostPart(typed: string, { before, after }: Around): string | undefined {
  const host = typed.replace(/^https?:\/\//i, '').replace(/\/+$/, '');
  if (before === '' && after === '') return HOST.test(host) && !host.includes('..') ? host.toLowerCase() : undefined;
  const isWhole = !after.includes('{') && !before.includes('{');
  const hasBoth =
    isWhole && host.length > before.length + after.length && host.startsWith(before) && host.endsWith(after);
  const label = hasBoth ? host.slice(before.length, host.length - after.length) : host;
  return LABEL.test(label) ? label.toLowerCase() : undefined;
}

function pathPart(value: string): string | undefined {
  if (value === '' || value === '.' || value === '..' || value.length > 500) return undefined;
  return encodeURIComponent(value);
}

/** As it is parsed, it is what it looks like. */
function isPlain(url: string, host: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.username === '' && parsed.password === '' && sameHost(parsed, host);
}

function sameHost({ host, protocol }: URL, typed: string): boolean {
  // What goes without saying, parsing leaves out.
  return host === typed || `${host}${protocol === 'https:' ? ':443' : ':80'}` === typed;
}
