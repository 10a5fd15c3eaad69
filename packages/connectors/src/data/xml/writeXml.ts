import { isObject, say } from '@patchbay/connector';
import type { Input } from '../../values/input.ts';
import { limits } from '../../values/limits.ts';
import { describe, refusal } from '../../values/refusal.ts';

type Writing = { indent: boolean; parts: string[]; length: number };

/** Data as XML under one root, by the rules of `xmlValue`. Throws OperationError where a name or a letter cannot stand in XML. */
export function writeXml(root: string, value: unknown, { indent }: { indent: boolean }): string {
  const writing: Writing = { indent, parts: [], length: 0 };
  if (Array.isArray(value)) throw refusal('xml_not_one', 'XML has one outermost element, and the value is a list.');
  writeElement(writing, { name: root, value, depth: 0 });
  return writing.parts.join('');
}

type Node = { name: string; value: unknown; depth: number };

function writeElement(writing: Writing, { name, value, depth }: Node): void {
  if (depth > limits.depth) throw refusal('nested_too_deeply', 'The value nests deeper than 200 levels.');
  if (Array.isArray(value)) {
    for (const item of value) {
      if (Array.isArray(item))
        throw refusal('xml_list_in_list', say('The list {name} holds a list, which XML has no form for.', { name }));
      writeElement(writing, { name, value: item, depth });
    }
    return;
  }
  const tag = checkedName(name);
  startLine(writing, depth);
  if (isObject(value)) writeFields(writing, { tag, value, depth });
  else push(writing, wrapped(tag, '', textOf(value, name)));
}

function writeFields(writing: Writing, { tag, value, depth }: { tag: string; value: Input; depth: number }): void {
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  const attributes = fields
    .filter(([key]) => key.startsWith('@'))
    .map(([key, field]) => ` ${checkedName(key.slice(1))}="${escapeAttribute(textOf(field, key))}"`)
    .join('');
  const children = fields.filter(([key, field]) => !key.startsWith('@') && key !== '#text' && !isNoItems(field));
  const text = Object.hasOwn(value, '#text') ? textOf(value['#text'], '#text') : '';
  if (children.length === 0) {
    push(writing, wrapped(tag, attributes, text));
    return;
  }
  push(writing, `<${tag}${attributes}>${escapeText(text)}`);
  for (const [key, field] of children) writeElement(writing, { name: key, value: field, depth: depth + 1 });
  startLine(writing, depth);
  push(writing, `</${tag}>`);
}

const isNoItems = (value: unknown) => Array.isArray(value) && value.length === 0;

function wrapped(tag: string, attributes: string, text: string): string {
  return text === '' ? `<${tag}${attributes}/>` : `<${tag}${attributes}>${escapeText(text)}</${tag}>`;
}

function startLine(writing: Writing, depth: number): void {
  if (writing.indent && writing.parts.length > 0) push(writing, `\n${'  '.repeat(depth)}`);
}

function push(writing: Writing, part: string): void {
  writing.length += part.length;
  if (writing.length > limits.textLength) throw refusal('text_too_long', 'The XML is larger than 25 MB.');
  writing.parts.push(part);
}

function checkedName(name: string): string {
  if (/^[\p{L}_][\p{L}\p{N}\p{M}_.-]*(:[\p{L}_][\p{L}\p{N}\p{M}_.-]*)?$/u.test(name)) return name;
  const shown = name === '' ? say('An empty name') : `“${name.slice(0, 40)}”`;
  throw refusal(
    'xml_name_not_valid',
    say('{shown} cannot name an element or attribute of XML. Use letters, digits, - and _.', { shown }),
  );
}

/** Control characters but for tab and line ends. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}(?<![\u007F-\u009F])|[\uFFFE\uFFFF]/u;

function textOf(value: unknown, name: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'object')
    throw refusal('not_a_text', say('{name} holds {value} where a text is needed.', { name, value: describe(value) }));
  const text = String(value);
  if (FORBIDDEN.test(text) || !text.isWellFormed()) {
    throw refusal(
      'letter_not_encodable',
      say('{name} holds a control character, which XML cannot carry. Remove it first.', { name }),
    );
  }
  return text;
}

const escapeText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');

const escapeAttribute = (text: string) =>
  escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
