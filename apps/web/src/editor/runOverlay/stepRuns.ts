import type { StepRun } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import { nextFailed } from './rounds.ts';

/** The steps of a run by their paths, and by the item of the loop they stand in (`eachOrder[3]`). */
export type StepRuns = { byPath: ReadonlyMap<string, StepRun>; insides: ReadonlyMap<string, readonly StepRun[]> };

export function pathsOf(runs: readonly StepRun[]): StepRuns {
  const insides = new Map<string, StepRun[]>();
  for (const run of runs) {
    // Every item around a step knows of it, so that a failure deep inside marks all of them.
    for (let cut = run.path.lastIndexOf('/'); cut > 0; cut = run.path.lastIndexOf('/', cut - 1)) {
      const item = run.path.slice(0, cut);
      const inside = insides.get(item);
      if (inside === undefined) insides.set(item, [run]);
      else inside.push(run);
    }
  }
  return { byPath: new Map(runs.map((run) => [run.path, run])), insides };
}

/**
 * The path of each step of the document for the items shown, which are by the path of their loop: `eachOrder[3]/send`. A
 * loop in a loop has an item shown for each item around it.
 */
export function loopIndexes(
  flow: FlowDocument,
  runs: StepRuns,
  items: ReadonlyMap<string, number>,
): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  const pathOf = (id: string, depth = 0): string | undefined => {
    const known = paths.get(id);
    if (known !== undefined || depth > 50) return known;
    const parent = Object.hasOwn(flow.steps, id) ? flow.steps[id as keyof typeof flow.steps]?.parent : undefined;
    const above = parent === undefined ? undefined : pathOf(parent, depth + 1);
    const path = parent === undefined ? id : above && `${above}[${shownItem(above, runs, items.get(above))}]/${id}`;
    if (path !== undefined) paths.set(id, path);
    return path;
  };
  for (const id of Object.keys(flow.steps)) pathOf(id);
  return paths;
}

/** The item of a loop that is shown: the one asked for, else the first that failed, else the last that has begun. */
export function shownItem(loop: string, { byPath }: Pick<StepRuns, 'byPath'>, asked: number | undefined): number {
  const { items, rounds = [] } = byPath.get(loop) ?? {};
  if (asked !== undefined && asked < (items?.count ?? 0)) return asked;
  const failed = nextFailed(rounds, -1);
  if (failed !== undefined) return failed;
  let first = 0;
  let latest = 0;
  for (const [state, count] of rounds) {
    first += count;
    if (state !== 'waiting') latest = first - 1;
  }
  return latest;
}
