import type { FlowDocument, Step, StepId } from '@patchbay/flow';
import { t, tn } from '../../texts/t.ts';
import { withInsides } from '../commands/edits.ts';
import type { StepFace } from '../document/createCatalog.ts';
import type { RunOverlay, StepOverlay } from './overlay.ts';

/** What a folded frame says of its insides: how many steps, and whose they are. */
export type Folded = {
  words: string;
  /** Each app or kind of step once, in the order of the steps. */
  tiles: { key: string; connector: StepFace['connector']; operation: string }[];
};

const MOST_TILES = 5;

/** The steps inside a frame that is folded; undefined for every other step. */
export function foldedView(
  flow: FlowDocument,
  { id, folded }: Step,
  faceOf: (step: Step) => StepFace,
): { steps: readonly Step[]; view: Folded } | undefined {
  if (folded !== true) return undefined;
  const inside = withInsides(flow, new Set([id]));
  const steps = Object.values(flow.steps)
    .filter((step) => step.id !== id && inside.has(step.id))
    .toSorted((a, b) => a.position.y - b.position.y || a.position.x - b.position.x);
  const tiles = steps.map((step) => {
    const { connector } = faceOf(step);
    const { operation } = step.uses;
    return { key: connector.id === 'core' ? `core/${operation}` : connector.id, connector, operation };
  });
  const once = [...new Map(tiles.map((tile) => [tile.key, tile])).values()];
  const words = tn(steps.length, '{count} step inside', '{count} steps inside');
  return { steps, view: { words, tiles: once.slice(0, MOST_TILES) } };
}

/** What needs a look inside, in one line. */
export function foldedProblem(inside: readonly Step[], problems: ReadonlyMap<StepId, string>): string | undefined {
  const [first, ...others] = inside.filter(({ id, disabled }) => disabled !== true && problems.has(id));
  if (first === undefined) return undefined;
  return others.length === 0
    ? `${first.name}: ${problems.get(first.id)}`
    : t('{value} steps inside need a look', { value: others.length + 1 });
}

/** The worst first: what a person should be told of a frame of which only one card is seen. */
const WORST: readonly StepOverlay['status'][] = ['failed', 'unknown', 'running', 'retrying', 'suspended'];

/** A run as it is drawn on a folded frame: the worst of what stands in it. */
export function foldedOverlay(
  own: StepOverlay | undefined,
  inside: readonly Step[],
  overlay: RunOverlay | undefined,
): StepOverlay | undefined {
  if (own === undefined || inside.length === 0) return own;
  const told = inside.flatMap((step) => {
    const found = overlay?.steps.get(step.id);
    return found === undefined ? [] : [{ step, found }];
  });
  const worst = WORST.find((status) => own.status === status || told.some(({ found }) => found.status === status));
  if (worst === undefined || worst === own.status) return own;
  const at = told.find(({ found }) => found.status === worst);
  const { line: said } = at?.found ?? {};
  const line = said === undefined || at === undefined ? own.line : `${at.step.name}: ${said}`;
  return { ...own, status: worst, ...(line !== undefined && { line }) };
}
