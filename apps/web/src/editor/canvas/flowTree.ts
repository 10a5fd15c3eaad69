import type { LayoutEdge } from './blocks.ts';

/**
 * How a step stands in the block of the last step that all ways to it lead through: `way` follows that step directly,
 * `join` follows others of the block as well, `aside` is reached by failures only. `after` are the steps it stands below,
 * `under` those among them whose middle it keeps to, `way` the one it is reached by.
 */
type Inside = {
  id: string;
  kind: 'way' | 'join' | 'aside';
  after: readonly string[];
  under: ReadonlySet<string>;
  way: number;
};

export type Tree = {
  /** Every step after all that lead to it. */
  order: string[];
  /** What stands in the block of a step, and in that of none, in that order. */
  inside: ReadonlyMap<string | undefined, readonly Inside[]>;
  /** The ways on of a step that lead anywhere. */
  used: ReadonlyMap<string, ReadonlySet<number>>;
  /** The steps whose failures lead on. */
  catches: ReadonlySet<string>;
};

/** Reads a drawing as blocks within blocks. A wire that would lead back up does not count. */
export function treeOf(steps: readonly string[], edges: readonly LayoutEdge[]): Tree {
  const out = Map.groupBy(edges, ({ from }) => from);
  const order = orderOf(steps, edges, out);
  const rank = new Map(order.map((id, at) => [id, at]));
  const down = edges.filter(({ from, to }) => (rank.get(from) ?? 0) < (rank.get(to) ?? 0));
  const into = Map.groupBy(down, ({ to }) => to);
  const owners = ownersOf(order, into);
  const inside = new Map<string | undefined, Inside[]>();
  const asides = new Set<string>();
  for (const id of order) {
    const owner = owners.ownerOf(id);
    const one = standing({ id, owner, asides }, into.get(id) ?? []);
    if (one.kind === 'aside' || (owner !== undefined && asides.has(owner))) asides.add(id);
    inside.set(owner, [...(inside.get(owner) ?? []), one]);
  }
  for (const [owner, all] of inside) inside.set(owner, inOrder(all, owner === undefined ? [] : (out.get(owner) ?? [])));
  const used = new Map(
    [...out].map(([id, ways]) => [id, new Set(ways.filter(({ isError }) => !isError).map(({ way }) => way))]),
  );
  return { order, inside, used, catches: new Set(edges.filter(({ isError }) => isError).map(({ from }) => from)) };
}

type Standing = { id: string; owner: string | undefined; asides: ReadonlySet<string> };

function standing({ id, owner, asides }: Standing, into: readonly LayoutEdge[]): Inside {
  const isAside = into.length > 0 && into.every(({ isError }) => isError);
  // A step that can also be reached by a failure stands where it would stand without.
  const ways = isAside ? into : into.filter(({ isError }) => !isError);
  const after = ways.map(({ from }) => from);
  const straight = after.filter((from) => !asides.has(from));
  const under = new Set(straight.length === 0 ? after : straight);
  const way = ways[0]?.way ?? 0;
  if (isAside) return { id, kind: 'aside', after, under, way };
  return { id, kind: after.every((from) => from === owner) ? 'way' : 'join', after, under, way };
}

/** Ways on as their wires stand from left to right; the rest keeps its order. */
function inOrder(all: Inside[], ways: readonly LayoutEdge[]): Inside[] {
  if (ways.length === 0) return all;
  const at = new Map(ways.toReversed().map(({ to }, index) => [to, ways.length - index]));
  const sorted = all.filter(({ kind }) => kind === 'way').toSorted((a, b) => (at.get(a.id) ?? 0) - (at.get(b.id) ?? 0));
  return [...sorted, ...all.filter(({ kind }) => kind !== 'way')];
}

/** Depth first, so that ways on come in order; a wire back to where the walk came from is left out. */
function orderOf(
  steps: readonly string[],
  edges: readonly LayoutEdge[],
  out: ReadonlyMap<string, readonly LayoutEdge[]>,
): string[] {
  const reached = new Set(edges.map(({ to }) => to));
  const roots = steps.filter((id) => !reached.has(id));
  const known = new Set(steps);
  const seen = new Set<string>();
  const done: string[] = [];
  // What is finished last comes first. Steps that nothing leads to but a circle are walked at the end.
  for (const start of [...roots.toReversed(), ...steps]) walk(start);
  return done.toReversed();

  function walk(start: string): void {
    if (seen.has(start)) return;
    seen.add(start);
    const open = [{ id: start, ways: waysOf(start) }];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const next = top.ways.pop();
      if (next === undefined) {
        done.push(top.id);
        open.pop();
      } else if (!seen.has(next)) {
        seen.add(next);
        open.push({ id: next, ways: waysOf(next) });
      }
    }
  }
  function waysOf(id: string): string[] {
    return (out.get(id) ?? []).map(({ to }) => to).filter((to) => known.has(to));
  }
}

/** For every step the last one before it that all ways to it lead through; none where they begin apart. */
function ownersOf(order: readonly string[], into: ReadonlyMap<string, readonly LayoutEdge[]>) {
  const owner = new Map<string, string | undefined>();
  const depth = new Map<string | undefined, number>([[undefined, 0]]);
  const depthOf = (id: string | undefined) => depth.get(id) ?? 0;
  const shared = (first: string | undefined, second: string | undefined): string | undefined => {
    let [a, b] = [first, second];
    while (a !== b) {
      if (depthOf(a) >= depthOf(b)) a = a === undefined ? undefined : owner.get(a);
      else b = b === undefined ? undefined : owner.get(b);
    }
    return a;
  };
  for (const id of order) {
    const [one, ...others] = (into.get(id) ?? []).map(({ from }) => from);
    const found = others.reduce(shared, one);
    owner.set(id, found);
    depth.set(id, depthOf(found) + 1);
  }
  return { ownerOf: (id: string) => owner.get(id) };
}
