import type { Position } from '@patchbay/flow';
import { CARD_WIDTH, COLUMN_GAP, LINE_HEIGHT, ROW_GAP } from '../commands/card.ts';
import { type Tree, treeOf } from './flowTree.ts';
import type { Box, Size } from './loopSize.ts';

/** `ways` is how many ways on it has besides its failures. */
export type LayoutStep = Size & { id: string; ways: number };
/** `way` is which of them it leaves by, from left to right. */
export type LayoutEdge = { from: string; to: string; isError: boolean; way: number };
export type Placed = Box & { id: string };

/** Right of a step whose failures are caught: with the gap between columns it holds the label of the wire. */
const LABEL_PAD = 66;
/** Where what catches a failure stands, from the corner at the right foot of the step that may fail. */
const ASIDE = { x: 102, y: 12 };
/** Nearer than this, one below the other, cards would touch each other's sockets. */
const CLEAR = 24;

/** A card, and how much room its labels need at its right. */
type Card = Placed & { pad: number };

/** Ways on that lead nowhere keep a column free for what will follow, as long as there are so few of them. */
const MOST_COLUMNS = 3;

/** What comes after a step and nowhere else. Cards count from `at`, and that from the middle of its head's top edge. */
type Block = { cards: Card[]; at: Position; headWidth: number };

/**
 * Places connected steps from top to bottom. A step stands above all that can be reached only through it: its ways on as
 * columns beside each other, from left to right, itself above their middle; what joins several of them below those; what
 * catches a failure at its right. Each such block is a drawing of its own, so that a change in one leaves the inside of
 * all others as it was.
 */
export function blockOf(steps: readonly LayoutStep[], edges: readonly LayoutEdge[]): Placed[] {
  const tree = treeOf(
    steps.map(({ id }) => id),
    edges,
  );
  const sizes = new Map(steps.map((step) => [step.id, step]));
  const blocks = new Map<string | undefined, Block>();
  // What comes later in the order stands inside of what comes before it.
  for (const id of [...tree.order.toReversed(), undefined]) {
    const own = id === undefined ? undefined : sizes.get(id);
    blocks.set(id, around(own, { tree, blocks, sizes }));
  }
  const all = blocks.get(undefined);
  return all === undefined ? [] : [...cardsOf(all)].map(({ pad: _pad, ...box }) => box);
}

type Context = {
  tree: Tree;
  blocks: ReadonlyMap<string | undefined, Block>;
  sizes: ReadonlyMap<string, LayoutStep>;
};

/** A step with its block; without a step, the block of all. */
function around(step: LayoutStep | undefined, context: Context): Block {
  const { tree, blocks } = context;
  const block = step === undefined ? nothing() : alone(step, tree.catches.has(step.id));
  const inside = tree.inside.get(step?.id) ?? [];
  putBeside(block, columnsOf(step, context), step === undefined ? 0 : step.height + ROW_GAP + roomForPlus(step, tree));
  for (const { id, kind, after, under } of inside) {
    const later = blocks.get(id);
    if (kind === 'way' || later === undefined) continue;
    const above = new Set(after);
    const before = [...cardsOf(block)].filter((card) => above.has(card.id));
    if (kind === 'aside') putAside(block, later, before);
    else putBelow(block, later, { before, under });
  }
  return block;
}

/** What follows a step directly, way by way. A way that leads on elsewhere, or nowhere yet, keeps its place among them. */
function columnsOf(step: LayoutStep | undefined, { tree, blocks }: Context): Block[] {
  const following = (tree.inside.get(step?.id) ?? []).filter(({ kind }) => kind === 'way');
  const found = (at: number | undefined) =>
    following.flatMap(({ id, way }) => (at === undefined || way === at ? (blocks.get(id) ?? []) : []));
  if (step === undefined || step.ways < 2 || following.length === 0) return found(undefined);
  const used = tree.used.get(step.id);
  return Array.from({ length: step.ways }, (_, way) => {
    const columns = found(way);
    if (columns.length > 0) return columns;
    const isNarrow = used?.has(way) === true || step.ways > MOST_COLUMNS;
    return [{ ...nothing(), headWidth: isNarrow ? COLUMN_GAP : CARD_WIDTH }];
  }).flat();
}

/** Among many ways on, the + below a free one would come to lie on a card. */
function roomForPlus({ id, ways }: LayoutStep, tree: Tree): number {
  return ways > MOST_COLUMNS && (tree.used.get(id)?.size ?? 0) < ways ? LINE_HEIGHT : 0;
}

function nothing(): Block {
  return { cards: [], at: { x: 0, y: 0 }, headWidth: 0 };
}

function alone({ id, width, height }: LayoutStep, isCaught: boolean): Block {
  const card = { id, x: -width / 2, y: 0, width, height, pad: isCaught ? LABEL_PAD : 0 };
  return { cards: [card], at: { x: 0, y: 0 }, headWidth: width };
}

function* cardsOf({ cards, at }: Block): Generator<Card> {
  for (const card of cards) yield { ...card, x: card.x + at.x, y: card.y + at.y };
}

/** Columns in a row, as near to each other as their cards allow, the middle of their heads below the step. */
function putBeside(block: Block, columns: readonly Block[], y: number): void {
  const row = nothing();
  const heads: number[] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const column of columns) {
    const half = column.headWidth / 2;
    const clear = row.cards.length === 0 ? right + half : Math.max(clearOf([...cardsOf(row)], column), right + half);
    const x = Number.isFinite(clear) ? clear : 0;
    heads.push(x);
    right = x + half + COLUMN_GAP;
    put(row, column, { x, y: 0 });
  }
  const middle = ((heads[0] ?? 0) + (heads.at(-1) ?? 0)) / 2;
  put(block, row, { x: -middle, y });
}

/** How far a block must go to the right to stand clear of what is there. */
function clearOf(others: readonly Card[], block: Block): number {
  let x = Number.NEGATIVE_INFINITY;
  for (const card of cardsOf(block)) {
    for (const other of others)
      if (areBeside(other, card)) x = Math.max(x, other.x + other.width + other.pad + COLUMN_GAP - card.x);
  }
  return x;
}

function areBeside(a: Box, b: Box): boolean {
  return a.y < b.y + b.height + CLEAR && b.y < a.y + a.height + CLEAR;
}

type Below = { before: readonly Placed[]; under: ReadonlySet<string> };

/** Below the middle of what leads to it, and below whatever stands there and its +. */
function putBelow(block: Block, later: Block, { before, under }: Below): void {
  const middles = before.filter(({ id }) => under.has(id)).map(({ x, width }) => x + width / 2);
  const x = middles.length === 0 ? 0 : (Math.min(...middles) + Math.max(...middles)) / 2;
  let y = Math.max(0, ...before.map((box) => box.y + box.height + ROW_GAP));
  for (let inWay = hit(block, later, { x, y }); inWay !== undefined; inWay = hit(block, later, { x, y }))
    y = Math.max(y + 1, inWay.other.y + inWay.other.height + ROW_GAP + LINE_HEIGHT - inWay.card.y);
  put(block, later, { x, y });
}

/** Right of what may fail, a little lower, and right of whatever stands there. */
function putAside(block: Block, later: Block, before: readonly Placed[]): void {
  const y = Math.max(...before.map((box) => box.y + box.height)) + ASIDE.y;
  let x = Math.max(...before.map((box) => box.x + box.width)) + ASIDE.x + later.headWidth / 2;
  for (let inWay = hit(block, later, { x, y }); inWay !== undefined; inWay = hit(block, later, { x, y }))
    x = Math.max(x + 1, inWay.other.x + inWay.other.width + inWay.other.pad + COLUMN_GAP - inWay.card.x);
  put(block, later, { x, y });
}

/** Something of a block that stands in the way of another that is put there. */
function hit(block: Block, later: Block, by: Position): { other: Card; card: Card } | undefined {
  const others = [...cardsOf(block)];
  for (const card of cardsOf(later)) {
    const there = { ...card, x: card.x + by.x, y: card.y + by.y };
    const other = others.find(
      (other) => areBeside(other, there) && isInColumn(other, there) && isInColumn(there, other),
    );
    if (other !== undefined) return { other, card };
  }
  return undefined;
}

function isInColumn(a: Card, b: Card): boolean {
  return a.x < b.x + b.width + b.pad + COLUMN_GAP;
}

/** The few go to the many: a long column costs no more than its length. */
function put(block: Block, later: Block, by: Position): void {
  const at = { x: later.at.x + by.x, y: later.at.y + by.y };
  const [few, many] = later.cards.length > block.cards.length ? [block, { ...later, at }] : [{ ...later, at }, block];
  for (const card of cardsOf(few)) many.cards.push({ ...card, x: card.x - many.at.x, y: card.y - many.at.y });
  block.cards = many.cards;
  block.at = many.at;
}
