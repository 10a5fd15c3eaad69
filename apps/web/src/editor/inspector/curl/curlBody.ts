import type { Json } from '@patchbay/expression';
import { t } from '../../../texts/t.ts';
import type { CurlRequest } from './parseCurl.ts';

type Option = { name: string; value: string };

/** What a command sends: the body for the step, and its pieces as they would stand behind a `?`. */
export type CurlBody = { value?: Json; send?: CurlRequest['send']; pieces: readonly string[] };

type Given = {
  /** Headers of the request. One that says no more than the body does is taken out. */
  headers: Record<string, string>;
  /** What cannot be taken over is added to it. */
  left: Set<string>;
};

/** The body of a command as the step has it: fields where it is JSON or a form, else text. */
export function curlBody(options: readonly Option[], given: Given): CurlBody {
  const form = options.filter(({ name }) => name === 'form' || name === 'form-string');
  if (form.length > 0) return { ...multipart(form, given), pieces: [] };
  const pieces = options.flatMap((option) => piecesOf(option, given.left));
  if (pieces.length === 0) return { pieces };
  const isJson = options.some(({ name }) => name === 'json');
  const text = isJson ? pieces.join('') : pieces.join('&');
  return { ...bodyOf(text, given), pieces };
}

function piecesOf({ name, value }: Option, left: Set<string>): string[] {
  if (name === 'data-urlencode') return encodedPiece(value, left);
  if (name !== 'data' && name !== 'data-binary' && name !== 'json') return [];
  if (value.startsWith('@')) {
    left.add(t('the file {value}', { value: value.slice(1) }));
    return [];
  }
  return [name === 'data' ? value.replace(/[\r\n]+$/, '') : value];
}

/** `content`, `=content`, `name=content`; with an `@` in the place of the `=` it would be a file. */
function encodedPiece(value: string, left: Set<string>): string[] {
  const [, name = '', sign, content = ''] = /^([^=@]*)([=@])([\s\S]*)$/.exec(value) ?? [];
  if (sign === '@') {
    left.add(t('the file {content}', { content }));
    return [];
  }
  if (sign === undefined) return [encodeURIComponent(value)];
  return [name === '' ? encodeURIComponent(content) : `${name}=${encodeURIComponent(content)}`];
}

function bodyOf(text: string, { headers }: Given): Pick<CurlBody, 'value' | 'send'> {
  const name = Object.keys(headers).find((header) => header.toLowerCase() === 'content-type');
  const type = name === undefined ? '' : (headers[name] ?? '').toLowerCase();
  const json = type === '' || type.includes('json') ? parsedJson(text) : undefined;
  if (json !== undefined && (type !== '' || typeof json === 'object')) {
    if (name !== undefined && /^application\/json\s*(;\s*charset=utf-8)?$/.test(type)) delete headers[name];
    return { value: json, send: 'json' };
  }
  const form = type === '' || type.startsWith('application/x-www-form-urlencoded') ? parsedForm(text) : undefined;
  if (form !== undefined) {
    if (name !== undefined) delete headers[name];
    return { value: form, send: 'form' };
  }
  if (type === '') headers['Content-Type'] = 'application/x-www-form-urlencoded';
  return { value: text };
}

function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined; // It is the text it looks like.
  }
}

/** Named values, each once. Anything else is left as the text it is, so that nothing is written in another way. */
function parsedForm(text: string): Record<string, string> | undefined {
  if (!/^[^=&\s]+=[^&]*(&[^=&\s]+=[^&]*)*$/.test(text)) return undefined;
  const pairs = [...new URLSearchParams(text)];
  const isPlain = new Set(pairs.map(([name]) => name)).size === pairs.length && !text.includes('[');
  return isPlain ? Object.fromEntries(pairs) : undefined;
}

function multipart(form: readonly Option[], { headers, left }: Given): Pick<CurlBody, 'value' | 'send'> {
  const fields: Record<string, string> = {};
  for (const { name: option, value } of form) {
    const at = value.indexOf('=');
    const name = at < 0 ? value : value.slice(0, at);
    const content = at < 0 ? '' : value.slice(at + 1);
    if (option === 'form' && /^[@<]/.test(content))
      left.add(t('the file {content}', { content: content.slice(1).replace(/;.*$/, '') }));
    else fields[name] = option === 'form' ? content.replace(/;type=[^;]*$/, '').replace(/^"(.*)"$/s, '$1') : content;
  }
  // Its boundary is made anew.
  for (const name of Object.keys(headers)) if (name.toLowerCase() === 'content-type') delete headers[name];
  return { value: fields, send: 'multipart' };
}
