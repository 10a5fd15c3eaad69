import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childrenOf, isNode, lineOf, literalOf, type Node, nameOf, parse, wordsOf } from './syntax.ts';
import type { FoundText } from './collectTexts.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Where sentences for people are made outside the browser: findings, problems of formulas, what versions differ in, failures. */
const MADE_IN = [
  'packages/words/src/**/*.ts',
  'packages/expression/src/**/*.ts',
  'packages/flow/src/check/**/*.ts',
  'packages/flow/src/readContact.ts',
  'packages/connector/src/{compare*,driftOf,refusedAnswer,buildRequest,checkRequest,converse,encodeBody,file,paging,pattern}.ts',
  'packages/connector/src/mock/MockMemory.ts',
  'packages/connectors/src/{lists,text,dates,data,crypto,values,core,email,checks,web,tables,store}/**/*.ts',
  'packages/execution/src/**/*.ts',
  'apps/server/src/worker/{operations,fileEdge,fileInJson,outputSize,requestBudget,sendRequest}.ts',
  'apps/server/src/worker/hosted/{subflow,sendEmail,inputOf,unseen,callbackAddress}.ts',
  'apps/server/src/egress/**/*.ts',
  'apps/server/src/tables/*.ts',
  'apps/server/src/worker/hosted/tables.ts',
  'apps/server/src/store/tables/rowWrites.ts',
];

/** Rules read out in English; another language shows the rule itself. */
const IN_ENGLISH = new Set(['packages/expression/src/schedule/cronWords.ts']);

/** The sources whose sentences the browser says in another language. */
export function saidSources(): { file: string; source: string }[] {
  return globSync(MADE_IN, { cwd: ROOT })
    .filter((file) => !/\.(test|fixture|d)\.ts$|testing\.ts$|\/testing\//.test(file) && !IN_ENGLISH.has(file))
    .sort()
    .map((file) => ({ file, source: readFileSync(join(ROOT, file), 'utf8') }));
}

/** A call of `say` or `sayCount`, a title, and a sentence that has no values: it is its own key. */
export function saidTexts(file: string, source: string): FoundText[] {
  const found: FoundText[] = [];
  // What built-in steps and their fields are called is theirs; what they refuse with is said.
  const hasTitles = !file.startsWith('packages/connectors/');
  const visit = (node: Node, isRefusal = hasTitles) => {
    if (isForPrograms(node)) return;
    const said = saidIn(node, isRefusal);
    if (said?.words === null)
      throw new Error(`${file}:${lineOf(source, node)}: words have to be written out where say or sayCount is called.`);
    if (said) found.push({ kind: said.kind, text: said.words });
    const isInside = isRefusal || (node.type === 'CallExpression' && nameOf(node.callee) === 'refusal');
    for (const child of childrenOf(node))
      if (said === undefined || literalOf(child) === undefined) visit(child, isInside);
  };
  visit(parse(file, source));
  return found;
}

function saidIn(node: Node, isRefusal: boolean): { kind: FoundText['kind']; words: string | null } | undefined {
  if (node.type === 'CallExpression' && Array.isArray(node.arguments)) {
    const [first, one, other] = node.arguments.map(literalOf);
    const callee = isNode(node.callee) && node.callee.type === 'Identifier' ? nameOf(node.callee) : '';
    if (callee === 'say') return { kind: 'texts', words: first ?? null };
    if (callee === 'sayCount') return { kind: 'plurals', words: one && other ? `${one} | ${other}` : null };
  }
  if (!isRefusal) return undefined;
  const title = node.type === 'Property' && nameOf(node.key) === 'title' ? literalOf(node.value) : undefined;
  const words = title ?? literalOf(node);
  return words !== undefined && (title !== undefined || isSentence(words)) ? { kind: 'texts', words } : undefined;
}

function isSentence(words: string): boolean {
  return /^\S+( \S+){2,}[.!?]$/.test(words) && hasWords(words);
}

/** Errors of the program itself are read by those who write it, and a module's name by nobody. */
function isForPrograms(node: Node): boolean {
  if (/^(Import|ExportAll)/.test(node.type) || /^TS(?!As|Satisfies|NonNull)/.test(node.type)) return true;
  return node.type === 'NewExpression' && /^(Type|Range|Syntax)?Error$/.test(nameOf(node.callee));
}

/** Sentences put together where they are made, in which no catalogue could find the words: `say` keeps words and values apart. */
export function joinedSentences(file: string, source: string): { line: number; text: string }[] {
  const found: { line: number; text: string }[] = [];
  const visit = (node: Node, isValue: boolean) => {
    if (isForPrograms(node)) return;
    const words = wordsOf(node);
    const isJoined = node.type === 'TemplateLiteral' && words?.includes('{}') === true && hasWords(words);
    const isBare = isValue && literalOf(node) !== undefined && hasWords(literalOf(node) ?? '');
    const isAdded = node.type === 'BinaryExpression' && node.operator === '+' && hasWords(sideOf(node));
    if (isJoined || isBare || isAdded) found.push({ line: lineOf(source, node), text: words ?? sideOf(node) });
    for (const child of childrenOf(node)) {
      const isSay = node.type === 'CallExpression' && nameOf(node.callee) === 'say';
      // The words of `say` itself are known; what is filled into them has to be a name, or to be said as well.
      if (isSay && Array.isArray(node.arguments) && child === node.arguments[0]) continue;
      visit(child, isSay || (isValue && node.type !== 'CallExpression'));
    }
  };
  visit(parse(file, source), false);
  return found;
}

function sideOf({ left, right }: Node): string {
  return literalOf(left) ?? literalOf(right) ?? '';
}

/** Whether there is a word with a space at its side, as in no code. */
function hasWords(text: string): boolean {
  return /\s/.test(text.trim()) && /(^|\s)['“(]?\p{L}{2,}[’'”).,:;!?]*(\s|$)/u.test(text);
}
