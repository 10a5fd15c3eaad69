import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js';
import { type Message, messageOf, type Saying, say } from '@patchbay/words';
import type { Position } from '../evaluationError.ts';
import { limits } from '../limits.ts';
import { syntaxSentence } from './syntaxWords.ts';

/** A part of a parsed formula. */
export type Node = ASTNode;

/** What is wrong with a formula's source, before any data is there. */
type FormulaProblem = Message & { code: string; position: Position };

export type Parsed = { ok: true; node: Node } | { ok: false; problem: FormulaProblem };

// Only its grammar is used: Patchbay's dialect (missing values propagate, all numbers are doubles, JSON Schemas as
// types) is checked and compiled from the syntax tree by the files beside this one.
const grammar = new Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
  limits: {
    maxAstNodes: limits.nodes,
    maxDepth: limits.depth,
    maxListElements: limits.literalItems,
    maxMapEntries: limits.literalItems,
    maxCallArguments: limits.callArguments,
  },
});

/** Reads a formula. Never throws: what cannot be read is a problem with its place and a sentence. */
export function parseFormula(source: string): Parsed {
  if (source.trim() === '') return refuse('formula_empty', 'Write a formula here.', { from: 0, to: source.length });
  if (source.length > limits.sourceLength) {
    const sentence = say('This formula is longer than {most} characters. Split it over several steps.', {
      most: limits.sourceLength,
    });
    return refuse('formula_too_long', sentence, { from: limits.sourceLength, to: source.length });
  }
  try {
    return { ok: true, node: grammar.parse(source).ast };
  } catch (error) {
    return refuseParse(source, error);
  }
}

function refuseParse(source: string, error: unknown): Parsed {
  if (!(error instanceof ParseError)) {
    return refuse('formula_too_deep', 'This formula is nested too deeply. Split it over several steps.', {
      from: 0,
      to: source.length,
    });
  }
  const start = Math.min(error.range?.start ?? 0, source.length);
  const position = { from: start, to: Math.max(start, Math.min(error.range?.end ?? start, source.length)) };
  return refuse('formula_syntax', syntaxSentence(error, source, position), position);
}

function refuse(code: string, saying: Saying, position: Position): Parsed {
  return { ok: false, problem: { code, ...messageOf(saying), position } };
}

/** Formulas up to this long have their brackets counted; in longer ones a place may lack a bracket at its end. */
const countedLength = 500;

/** Where a part stands in its formula's source, with the brackets around its own parts. */
export function positionOf(node: Node): Position {
  const position = { from: node.start, to: node.end };
  return node.input.length > countedLength ? position : closeBrackets(node.input, position);
}

/** The parser ends `1 / (2 - 2)` before its last bracket, and begins `(1 + 2) / 3` after its first. */
function closeBrackets(source: string, { from, to }: Position): Position {
  let open = 0;
  let lacking = 0;
  for (const [bracket] of source.slice(from, to).matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()]/g)) {
    if (bracket === '(') open += 1;
    else if (bracket === ')' && open > 0) open -= 1;
    else if (bracket === ')') lacking += 1;
  }
  let [start, end] = [from, to];
  for (; open > 0 && /[\s)]/.test(source.charAt(end)); end++) if (source.charAt(end) === ')') open -= 1;
  for (; lacking > 0 && /[\s(]/.test(source.charAt(start - 1)); start--) {
    if (source.charAt(start - 1) === '(') lacking -= 1;
  }
  return { from: start, to: end };
}
