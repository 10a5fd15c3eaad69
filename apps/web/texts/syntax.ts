import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';

/** A node of the syntax tree (ESTree), of which only these are read. */
export type Node = { type: string; start: number; end: number } & { readonly [key: string]: unknown };

export const SOURCES = join(import.meta.dirname, '..', 'src');

/** The sources of the app, in the order of their names. Tests, their fixtures and the catalogues themselves are none. */
export function sourceFiles(): { file: string; source: string }[] {
  return globSync('**/*.{ts,tsx}', { cwd: SOURCES })
    .filter((file) => !/\.(test|fixture|d)\.tsx?$|testing\.ts$|^texts\//.test(file))
    .sort()
    .map((file) => ({ file, source: readFileSync(join(SOURCES, file), 'utf8') }));
}

export function parse(file: string, source: string): Node {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]?.message}`);
  if (!isNode(program)) throw new Error(`${file} has no syntax tree.`);
  return program;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** What stands right below a node. */
export function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flatMap((value): unknown[] => (Array.isArray(value) ? value : [value]))
    .filter(isNode);
}

/** The word something is called by: `label` of `label="…"`, of `label: …` and of `field.label(…)`. */
export function nameOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (typeof node.name === 'string') return node.name;
  if (typeof node.value === 'string') return node.value;
  return nameOf(node.property ?? node.name);
}

/** The words of a string, its values being `{}`; `undefined` for anything else. */
export function wordsOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' || node.type === 'JSXText')
    return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return undefined;
  return node.quasis.map((part) => (isNode(part) ? cookedOf(part.value) : '')).join('{}');
}

function cookedOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : '';
}

/** The words of a string that is written out; `undefined` for anything else. */
export function literalOf(node: unknown): string | undefined {
  if (isNode(node) && node.type === 'JSXExpressionContainer') return literalOf(node.expression);
  return isNode(node) && node.type === 'Literal' ? wordsOf(node) : undefined;
}

export function lineOf(source: string, { start }: Node): number {
  return source.slice(0, start).split('\n').length;
}
