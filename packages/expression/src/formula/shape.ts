import type { Json, Literal, PathSegment, Reference } from '../mapping.ts';
import { type Node, parseFormula } from './parse.ts';
import { jsonOf, pathOf } from './read.ts';

/** A formula that a form can edit: `fn(path, values...)`, where an argument may be such a call itself. */
export type FormulaCall = { name: string; args: FormulaArgument[] };

export type FormulaArgument = Reference | Literal | { kind: 'call'; name: string; args: FormulaArgument[] };

/** Reads a formula as a call a form can edit; undefined when it is anything else, to be edited as text. */
export function readCall(source: string): FormulaCall | undefined {
  const parsed = parseFormula(source);
  return parsed.ok ? callOf(parsed.node) : undefined;
}

function callOf(node: Node): FormulaCall | undefined {
  if (node.op !== 'call' && node.op !== 'rcall') return undefined;
  const nodes = node.op === 'call' ? node.args[1] : [node.args[1], ...node.args[2]];
  const args: FormulaArgument[] = [];
  for (const argument of nodes) {
    const shape = argumentOf(argument);
    if (!shape) return undefined;
    args.push(shape);
  }
  return { name: node.args[0], args };
}

function argumentOf(node: Node): FormulaArgument | undefined {
  const path = pathOf(node);
  if (path) return { kind: 'reference', ...path };
  const literal = jsonOf(node);
  if (literal) return { kind: 'literal', value: literal.value };
  const call = callOf(node);
  return call && { kind: 'call', ...call };
}

/** The source of a call. `readCall` reads the same call from it. */
export function writeCall(call: FormulaCall): string {
  return `${call.name}(${call.args.map(writeArgument).join(', ')})`;
}

function writeArgument(argument: FormulaArgument): string {
  if (argument.kind === 'reference') return writePath(argument);
  return argument.kind === 'literal' ? writeValue(argument.value) : writeCall(argument);
}

/** A reference as it is written in a formula: `order.lines[0]["unit price"]`. */
export function writePath({ step, path }: { step: string; path: readonly PathSegment[] }): string {
  return step + path.map(writeSegment).join('');
}

function writeSegment(segment: PathSegment): string {
  if (typeof segment === 'number') return `[${segment}]`;
  const isName = /^[A-Za-z_][A-Za-z0-9_]*$/.test(segment) && !['true', 'false', 'null', 'in'].includes(segment);
  return isName ? `.${segment}` : `[${writeText(segment)}]`;
}

/** A JSON value as it is written in a formula. */
export function writeValue(value: Json): string {
  if (typeof value === 'string') return writeText(value);
  if (Array.isArray(value)) return `[${value.map(writeValue).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${writeText(key)}: ${writeValue(item)}`)
      .join(', ')}}`;
  }
  return Object.is(value, -0) ? '-0.0' : String(value);
}

function writeText(text: string): string {
  return JSON.stringify(text);
}
