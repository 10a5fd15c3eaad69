import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { saidSources, saidTexts } from './saidSources.ts';
import { childrenOf, isNode, lineOf, literalOf, type Node, nameOf, parse, SOURCES, sourceFiles } from './syntax.ts';

/** English texts and the files that use them; plurals by both of their forms. What a translator starts from. */
export type Texts = { texts: Record<string, string[]>; plurals: Record<string, string[]> };

export const CATALOGUE = join(SOURCES, 'texts', 'catalogue.en.json');

const REFUSALS = join(SOURCES, '..', '..', 'server', 'src', 'errors.ts');

/** Every text of the app, the sentences that packages make, and those of refusals, which the server sends in English. */
export function collectTexts(): Texts {
  const found = { texts: new Map<string, Set<string>>(), plurals: new Map<string, Set<string>>() };
  for (const { file, source } of sourceFiles()) {
    for (const { kind, text } of textsIn(file, source)) add(found[kind], text, file);
  }
  for (const { file, source } of saidSources()) {
    for (const { kind, text } of saidTexts(file, source)) add(found[kind], text, file);
  }
  for (const text of refusals()) add(found.texts, text, 'server: errors.ts');
  return { texts: sorted(found.texts), plurals: sorted(found.plurals) };
}

/** A text, and whether it has a form for each kind of number. */
export type FoundText = { kind: keyof Texts; text: string };

/** The texts of one file. Throws where a text is not written out, which nobody could translate. */
export function textsIn(file: string, source: string): FoundText[] {
  const found: FoundText[] = [];
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
    const args = node.arguments.map(literalOf);
    if (isCallOf(node, 't')) return { kind: 'texts', words: args[0] ?? null };
    if (isCallOf(node, 'tn')) {
      const [, one, other] = args;
      return { kind: 'plurals', words: one && other ? `${one} | ${other}` : null };
    }
  }
  if (node.type === 'JSXOpeningElement' && nameOf(node.name) === 'T' && Array.isArray(node.attributes)) {
    const text = node.attributes.find((attribute) => isNode(attribute) && nameOf(attribute.name) === 'text');
    return { kind: 'texts', words: isNode(text) ? (literalOf(text.value) ?? null) : null };
  }
  return undefined;
}

function isCallOf({ callee }: Node, name: string): boolean {
  return isNode(callee) && callee.type === 'Identifier' && callee.name === name;
}

/** The second of each pair in the server's table: `code: ['FORBIDDEN', 'This is not for you to answer.']`. */
function refusals(): string[] {
  const sentences: string[] = [];
  const visit = (node: Node) => {
    const [code, sentence] = node.type === 'ArrayExpression' && Array.isArray(node.elements) ? node.elements : [];
    const words = literalOf(sentence);
    if (words !== undefined && /^[A-Z_]+$/.test(literalOf(code) ?? '')) sentences.push(words);
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
