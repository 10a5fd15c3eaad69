import { bindingOf, itemCallOf } from './formula/macros.ts';
import { type Node, parseFormula } from './formula/parse.ts';
import { childrenOf, pathOf } from './formula/read.ts';
import type { Mapping, PathSegment } from './mapping.ts';

/** One use of a step's output: `path` is as much of it as is known before running. */
export type ReferenceUse = { step: string; path: PathSegment[] };

/** Every use of a step's output in a mapping, in reading order, formulas included. A formula that cannot be read has none. */
export function referencesIn(mapping: Mapping): ReferenceUse[] {
  switch (mapping.kind) {
    case 'literal':
      return [];
    case 'reference':
      return [{ step: mapping.step, path: [...mapping.path] }];
    case 'formula':
      return referencesInFormula(mapping.source);
    case 'template':
      return mapping.parts.flatMap((part) => (typeof part === 'string' ? [] : referencesIn(part)));
    case 'object':
      return Object.values(mapping.fields).flatMap(referencesIn);
    case 'list':
      return mapping.items.flatMap(referencesIn);
    default:
      return [];
  }
}

/** The ids of the steps a mapping uses, each once. */
export function referencedSteps(mapping: Mapping): string[] {
  return [...new Set(referencesIn(mapping).map((reference) => reference.step))];
}

function referencesInFormula(source: string): ReferenceUse[] {
  return (usesInFormula(source) ?? []).map(({ step, path }) => ({ step, path }));
}

/** A use in a formula, with the part of the formula that says it. */
export type FoundUse = ReferenceUse & { node: Node };

/** Every use of a step's output in a formula; undefined where it cannot be read. */
export function usesInFormula(source: string): FoundUse[] | undefined {
  const parsed = parseFormula(source);
  const found: FoundUse[] = [];
  if (!parsed.ok) return undefined;
  collect(parsed.node, new Set(), found);
  return found;
}

/** `own` are the names that map, filter and bind introduce: uses of those are not uses of a step. */
function collect(node: Node, own: ReadonlySet<string>, found: FoundUse[]): void {
  const path = pathOf(node);
  if (path) {
    if (!own.has(path.step)) found.push({ ...path, node });
    return;
  }
  if (node.op === 'rcall') {
    const call = { node, name: node.args[0], receiver: node.args[1], args: node.args[2] };
    const binding = bindingOf(call);
    const items = binding ? undefined : itemCallOf(call);
    const outer = binding?.value ?? items?.list;
    const name = binding?.name ?? items?.item;
    if (outer && name !== undefined) {
      collect(outer, own, found);
      const inner = new Set(own).add(name);
      for (const formula of binding ? [binding.formula] : (items?.formulas ?? [])) collect(formula, inner, found);
      return;
    }
  }
  for (const child of childrenOf(node)) collect(child, own, found);
}
