import type { Json, PathSegment } from '../mapping.ts';
import type { Node } from './parse.ts';

/** A number, text, yes/no or null as written; undefined for anything else. Whole numbers become doubles. */
export function literalOf(node: Node): { value: number | string | boolean | null } | undefined {
  if (node.op !== 'value') return undefined;
  const { args } = node;
  if (args === null || typeof args === 'string' || typeof args === 'boolean') return { value: args };
  if (typeof args === 'number' || typeof args === 'bigint') return { value: Number(args) };
  return args instanceof Uint8Array ? undefined : { value: Number(args.valueOf()) };
}

/** `order.lines[0]["unit price"]` as a step and a path; undefined for anything that is more than that. */
export function pathOf(node: Node): { step: string; path: PathSegment[] } | undefined {
  const path: PathSegment[] = [];
  let at = node;
  while (at.op === '.' || at.op === '[]') {
    const segment = at.op === '.' ? at.args[1] : segmentOf(at.args[1]);
    if (segment === undefined) return undefined;
    path.unshift(segment);
    at = at.args[0];
  }
  return at.op === 'id' ? { step: at.args, path } : undefined;
}

function segmentOf(node: Node): PathSegment | undefined {
  const value = literalOf(node)?.value;
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}

/** The value of a part made of literals only, lists and objects included; undefined for anything else. */
export function jsonOf(node: Node): { value: Json } | undefined {
  if (node.op === '-_') {
    const value = literalOf(node.args)?.value;
    return typeof value === 'number' ? { value: -value } : undefined;
  }
  if (node.op === 'list') {
    const items = node.args.map(jsonOf);
    return items.every((item) => item !== undefined) ? { value: items.map((item) => item.value) } : undefined;
  }
  return literalOf(node);
}

/** The parts directly inside a part. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}

/** How many parts a part is made of, itself included. */
export function sizeOf(node: Node): number {
  let size = 0;
  const open: Node[] = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    size += 1;
    open.push(...childrenOf(at));
  }
  return size;
}
