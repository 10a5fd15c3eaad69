import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childrenOf, isNode, lineOf, type Node, nameOf, parse, SOURCES, sourceFiles, wordsOf } from './syntax.ts';

/** English texts and the files that use them; plurals by both of their forms. What a translator starts from. */
export type Texts = { texts: Record<string, string[]>; plurals: Record<string, string[]> };

export const CATALOGUE = join(SOURCES, 'texts', 'catalogue.en.json');

const REFUSALS = join(SOURCES, '..', '..', 'server', 'src', 'errors.ts');

/** Every text of the app, and the sentences of refusals, which the server sends in English. */
export function collectTexts(): Texts {
  const found = { texts: new Map<string, Set<string>>(), plurals: new Map<string, Set<string>>() };
  for (const { file, source } of sourceFiles()) {
    for (const { kind, text } of textsIn(file, source)) add(found[kind], text, file);
  }
  for (const text of refusals()) add(found.texts, text, 'server: errors.ts');
  return { texts: sorted(found.texts), plurals: sorted(found.plurals) };
}

type Found = { kind: keyof Texts; text: string };

/** The texts of one file. Throws where a text is not written out, which nobody could translate. */
export function textsIn(file: string, source: string): Found[] {
  const found: Found[] = [];
  const visit = (node: Node) => {
    const text = textOf(node);
    if (text?.words === null)
      throw new Error(`${file}:${lineOf(source, node)}: a text has to be written out where t, tn or T is called.`);
    if (text) found.push({ kind: text.kind, text: text.words });
    for (const child of childrenOf(node)) visit(child);
  };
  visit(parse(file, source));
  return found;
}

/** What a call of `t` or `tn`, or an element `T`, says; `null` for words that are not written out. */
function textOf(node: Node): { kind: keyof Texts; words: string | null } | undefined {
  if (node.type === 'CallExpression' && Array.isArray(node.arguments)) {
    const args = node.arguments.map(literal);
    if (isCallOf(node, 't')) return { kind: 'texts', words: args[0] ?? null };
    if (isCallOf(node, 'tn')) {
      const [, one, other] = args;
      return { kind: 'plurals', words: one && other ? `${one} | ${other}` : null };
    }
  }
  if (node.type === 'JSXOpeningElement' && nameOf(node.name) === 'T' && Array.isArray(node.attributes)) {
    const text = node.attributes.find((attribute) => isNode(attribute) && nameOf(attribute.name) === 'text');
    return { kind: 'texts', words: isNode(text) ? (literal(text.value) ?? null) : null };
  }
  return undefined;
}

function isCallOf({ callee }: Node, name: string): boolean {
  return isNode(callee) && callee.type === 'Identifier' && callee.name === name;
}

function literal(node: unknown): string | undefined {
  if (isNode(node) && node.type === 'JSXExpressionContainer') return literal(node.expression);
  return isNode(node) && node.type === 'Literal' ? wordsOf(node) : undefined;
}

/** The second of each pair in the server's table: `code: ['FORBIDDEN', 'This is not for you to answer.']`. */
function refusals(): string[] {
  const sentences: string[] = [];
  const visit = (node: Node) => {
    const [code, sentence] = node.type === 'ArrayExpression' && Array.isArray(node.elements) ? node.elements : [];
    const words = literal(sentence);
    if (words !== undefined && /^[A-Z_]+$/.test(literal(code) ?? '')) sentences.push(words);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(parse('errors.ts', readFileSync(REFUSALS, 'utf8')));
  return sentences;
}

function add(found: Map<string, Set<string>>, text: string, file: string): void {
  found.set(text, (found.get(text) ?? new Set()).add(file));
}

function sorted(found: Map<string, Set<string>>): Record<string, string[]> {
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([text, files]) => [text, [...files]]));
}
