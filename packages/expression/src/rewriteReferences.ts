import { parseFormula, positionOf } from './formula/parse.ts';
import { pathOf } from './formula/read.ts';
import { writePath } from './formula/shape.ts';
import type { Formula, Mapping, Reference } from './mapping.ts';
import { type FoundUse, type ReferenceUse, usesInFormula } from './references.ts';

/**
 * The mapping with every use of a step's output put in another's place, in formulas as well. Undefined where a formula
 * cannot be read, or where a use cannot be told apart in its text.
 */
export function rewriteReferences(mapping: Mapping, change: Change): Mapping | undefined {
  switch (mapping.kind) {
    case 'literal':
      return mapping;
    case 'reference':
    case 'formula':
      return rewritten(mapping, change);
    case 'template': {
      const parts = mapping.parts.map((part) => (typeof part === 'string' ? part : rewritten(part, change)));
      return isWhole(parts) ? { kind: 'template', parts } : undefined;
    }
    case 'object': {
      const names = Object.keys(mapping.fields);
      const fields = Object.values(mapping.fields).map((field) => rewriteReferences(field, change));
      if (!isWhole(fields)) return undefined;
      return { kind: 'object', fields: Object.fromEntries(fields.map((field, at) => [names[at], field])) };
    }
    case 'list': {
      const items = mapping.items.map((item) => rewriteReferences(item, change));
      return isWhole(items) ? { kind: 'list', items } : undefined;
    }
  }
}

type Change = (use: ReferenceUse) => ReferenceUse;

function isWhole<T>(list: (T | undefined)[]): list is T[] {
  return list.every((one) => one !== undefined);
}

function rewritten(part: Reference | Formula, change: Change): Reference | Formula | undefined {
  if (part.kind === 'reference') return { kind: 'reference', ...change({ step: part.step, path: [...part.path] }) };
  const source = rewrittenFormula(part.source, change);
  return source === undefined ? undefined : { kind: 'formula', source };
}

function rewrittenFormula(source: string, change: Change): string | undefined {
  const uses = usesInFormula(source);
  const places = uses?.map((use) => ({ use, at: placeOf(source, use) }));
  if (places === undefined) return undefined;
  let written = source;
  // From the end, so that what is put in moves nothing that is still to be changed.
  for (const { use, at } of places.toSorted((a, b) => (b.at?.from ?? 0) - (a.at?.from ?? 0))) {
    if (at === undefined) return undefined;
    const { step, path } = use;
    written = written.slice(0, at.from) + writePath(change({ step, path: [...path] })) + written.slice(at.to);
  }
  return written;
}

/** Where a use stands: a part of the text that says just that use. The parser's own places are off by brackets at times. */
function placeOf(source: string, { step, path, node }: FoundUse): { from: number; to: number } | undefined {
  return [{ from: node.start, to: node.end }, positionOf(node)].find(({ from, to }) => {
    const parsed = parseFormula(source.slice(from, to));
    const said = parsed.ok ? pathOf(parsed.node) : undefined;
    return said !== undefined && writePath(said) === writePath({ step, path });
  });
}
