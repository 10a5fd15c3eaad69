import type { StepRun } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';

/** The steps of a run by their paths, and by the item of the loop they stand in (`eachOrder[3]`). */
export type StepRuns = { byPath: ReadonlyMap<string, StepRun>; insides: ReadonlyMap<string, readonly StepRun[]> };

export function pathsOf(runs: readonly StepRun[]): StepRuns {
  const insides = new Map<string, StepRun[]>();
  for (const run of runs) {
    // Every item around a step knows of it, so that a failure deep inside marks all of them.
    for (let cut = run.path.lastIndexOf('/'); cut > 0; cut = run.path.lastIndexOf('/', cut - 1)) {
      const item = run.path.slice(0, cut);
      insides.set(item, [...(insides.get(item) ?? []), run]);
    }
  }
  return { byPath: new Map(runs.map((run) => [run.path, run])), insides };
}

/** The path of each step of the document for the items shown: `eachOrder[3]/send`. Steps of a loop without items have none. */
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
    const path = parent === undefined ? id : above && `${above}[${shownItem(above, runs, items.get(parent))}]/${id}`;
    if (path !== undefined) paths.set(id, path);
    return path;
  };
  for (const id of Object.keys(flow.steps)) pathOf(id);
  return paths;
}

/** The item of a loop that is shown: the one asked for, else the first that failed, else the last there is. */
function shownItem(loop: string, { byPath, insides }: StepRuns, asked: number | undefined): number {
  const count = byPath.get(loop)?.items?.count ?? 0;
  if (asked !== undefined && asked < count) return asked;
  for (let index = 0; index < count; index += 1) {
    const inside = insides.get(`${loop}[${index}]`);
    if (inside?.some(({ status }) => status === 'failed' || status === 'unknown')) return index;
  }
  for (let index = count - 1; index > 0; index -= 1) if (insides.has(`${loop}[${index}]`)) return index;
  return 0;
}
