import type { AnyNode, Document } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { refusal } from '../../values/refusal.ts';

const LONGEST = 10_000_000;
const DEEPEST = 500;

/** HTML as a tree, forgiving like a browser. Throws OperationError where it is too long or nests too deeply. */
export function parseHtml(html: string): Document {
  if (html.length > LONGEST)
    throw refusal('text_too_long', 'The HTML is longer than 10 MB. Take a smaller part of it.');
  const document = parseDocument(html);
  // Everything after this walks the tree by recursion, so its depth is looked at first, without one.
  const waiting: { node: AnyNode; depth: number }[] = [{ node: document, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!('children' in next.node)) continue;
    if (next.depth > DEEPEST) throw refusal('nested_too_deeply', 'The HTML nests deeper than 500 levels.');
    for (const child of next.node.children) waiting.push({ node: child, depth: next.depth + 1 });
  }
  return document;
}
