import { type AnyNode, type Element, isTag, isText } from 'domhandler';

/** What stands on no page. */
const UNSEEN = new Set([
  'script',
  'style',
  'head',
  'title',
  'noscript',
  'template',
  'svg',
  'iframe',
  'object',
  'select',
  'textarea',
]);
const BLOCKS = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'dd',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'header',
  'hr',
  'html',
  'li',
  'main',
  'nav',
  'ol',
  'pre',
  'section',
  'table',
  'tbody',
  'tfoot',
  'thead',
  'tr',
  'ul',
]);
/** Blocks with an empty line around them. */
const PARAGRAPHS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'ul', 'ol', 'table', 'pre']);

type Writer = {
  parts: string[];
  /** Line ends that are due before the next letter, and whether a space is. */
  lines: number;
  space: boolean;
  links: boolean;
};

/** The text of a page as a person reads it: lines, paragraphs, lists with marks, nothing of its code. */
export function htmlText(root: AnyNode, { links = false } = {}): string {
  const writer: Writer = { parts: [], lines: 0, space: false, links };
  write(writer, root, false);
  return writer.parts.join('');
}

function write(writer: Writer, node: AnyNode, isPre: boolean): void {
  if (isText(node)) {
    if (isPre) put(writer, node.data.replace(/\n$/, ''));
    else putWords(writer, node.data);
    return;
  }
  if (!isTag(node)) {
    if ('children' in node) for (const child of node.children) write(writer, child, isPre);
    return;
  }
  if (!UNSEEN.has(node.name)) writeElement(writer, node, isPre);
}

function writeElement(writer: Writer, element: Element, isPre: boolean): void {
  const { name, attribs, children } = element;
  if (name === 'br') {
    writer.lines += 1;
    return;
  }
  if (name === 'img' && attribs.alt !== undefined) putWords(writer, attribs.alt);
  const lines = PARAGRAPHS.has(name) ? 2 : BLOCKS.has(name) ? 1 : 0;
  breakLine(writer, lines);
  if (name === 'li') put(writer, '- ');
  for (const child of children) write(writer, child, isPre || name === 'pre');
  if (name === 'td' || name === 'th') writer.space = true;
  if (name === 'a' && writer.links && /^(https?|mailto):/i.test(attribs.href ?? '')) put(writer, ` (${attribs.href})`);
  breakLine(writer, lines);
}

function breakLine(writer: Writer, lines: number): void {
  writer.lines = Math.max(writer.lines, lines);
}

function putWords(writer: Writer, text: string): void {
  const words = text.replaceAll(/[\t\n\f\r ]+/g, ' ');
  if (words.startsWith(' ')) writer.space = true;
  const trimmed = words.trim();
  if (trimmed === '') return;
  put(writer, trimmed);
  writer.space = words.endsWith(' ');
}

function put(writer: Writer, text: string): void {
  if (text === '') return;
  const last = writer.parts.at(-1) ?? '';
  if (writer.parts.length > 0) {
    if (writer.lines > 0 && last !== '- ') writer.parts.push('\n'.repeat(Math.min(writer.lines, 2)));
    else if (writer.space && !/\s$/.test(last)) writer.parts.push(' ');
  }
  writer.lines = 0;
  writer.space = false;
  writer.parts.push(text);
}
