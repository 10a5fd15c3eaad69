import { childrenOf, lineOf, type Node, nameOf, parse, wordsOf } from './syntax.ts';

/** A text that a person reads and no catalogue knows. */
export type BareText = { line: number; text: string };

// Attributes and properties whose words are read by people, whatever they are.
const READ = new Set(
  'label aria-label ariaLabel title hint placeholder failed submit confirm empty none lead help caption description text short'.split(
    ' ',
  ),
);
// Those whose words are names for programs.
const NAMES = new Set(
  'id key to from path href className role variant tone look kind status mode icon keys shortcut autoComplete inputMode accept rel d transform wrap name value code'.split(
    ' ',
  ),
);
/** Calls whose words went through the catalogue, or are none. */
const SETTLED = /^(t|tn|known|join|split|Error|querySelector|querySelectorAll|closest|matches|literal|searchWord)$/;
const PASSED = new Set(['ImportDeclaration', 'ImportExpression', 'ExportAllDeclaration']);
const COMPARED = new Set(['BinaryExpression', 'SwitchCase']);
// What is read in every language as it stands.
const SAME_EVERYWHERE = /^(Patchbay|JavaScript|(Ctrl|Alt|Shift|⌘)[\w +⌘]*|[A-Z]{2,6}|https?:.*|v\{\})$/;

/** Texts that stand in the source without `t`, `tn` or `T`. It knows words by their place, and sentences by their look. */
export function bareTexts(file: string, source: string): BareText[] {
  const found: BareText[] = [];
  const visit = (node: Node, place: Place) => {
    const words = wordsOf(node)?.trim();
    if (words !== undefined && isRead(words, place)) found.push({ line: lineOf(source, node), text: words });
    for (const child of childrenOf(node)) {
      const next = placeOf(child, node, place);
      if (next !== 'settled') visit(child, next);
    }
  };
  visit(parse(file, source), 'unknown');
  return found;
}

/** Where words stand: where people read, where only programs do, or where their look has to tell. */
type Place = 'read' | 'name' | 'unknown';

function placeOf(child: Node, parent: Node, place: Place): Place | 'settled' {
  if (parent.type.startsWith('TS') && !/^TS(As|Satisfies|NonNull)/.test(parent.type)) return 'settled';
  if (PASSED.has(parent.type)) return 'settled';
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression')
    return SETTLED.test(nameOf(parent.callee)) && child !== parent.callee ? 'settled' : 'unknown';
  if (COMPARED.has(parent.type)) return parent.operator === '+' || parent.test !== child ? 'name' : 'settled';
  if (parent.type === 'ConditionalExpression' && child === parent.test) return 'unknown';
  if (parent.type === 'MemberExpression') return 'name';
  if (parent.type === 'JSXAttribute') return attributePlace(child, parent);
  if (parent.type === 'Property') return child === parent.key ? 'settled' : ownPlace(nameOf(parent.key), child);
  if (parent.type === 'JSXElement' || parent.type === 'JSXFragment') return 'read';
  if (isOpening(parent) && nameOf(parent.name) === 'T') return nameOf(child.name) === 'text' ? 'settled' : 'unknown';
  return parent.type.startsWith('JSX') || /Conditional|Logical|Template|Array|AssignmentPattern/.test(parent.type)
    ? place
    : 'unknown';
}

function attributePlace(child: Node, parent: Node): Place | 'settled' {
  if (child === parent.name) return 'settled';
  const name = nameOf(parent.name);
  return name.startsWith('data-') ? 'name' : ownPlace(name, child);
}

function ownPlace(name: string, child: Node): Place {
  if (NAMES.has(name)) return 'name';
  return READ.has(name) && !child.type.includes('Function') ? 'read' : 'unknown';
}

function isOpening(node: Node): boolean {
  return node.type === 'JSXOpeningElement';
}

function isRead(words: string, place: Place): boolean {
  const bare = words.replaceAll('{}', ' ').trim();
  if (place === 'name' || !/\p{L}/u.test(bare) || SAME_EVERYWHERE.test(words)) return false;
  // “Nothing was changed.”: a capital and a second word, or an end of a sentence.
  return place === 'read' ? true : /^[“(]?[A-Z][\p{Ll}’'-]+(?:[,:]? [\p{Ll}“{\d]|\S*\.$)/u.test(bare);
}
