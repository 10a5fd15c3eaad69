import type { Overlay } from '@patchbay/connector';
import type { OperationSummary } from '../summary.ts';

/** The list of operations as an overlay wants it, in the order of the description. */
export function overlaySummaries(
  summaries: readonly OperationSummary[],
  overlay: Overlay,
  say: (problem: string) => void,
): OperationSummary[] {
  const { operations = {} } = overlay;
  const described = new Set(summaries.map(({ name }) => name));
  for (const name of Object.keys(operations)) {
    if (!described.has(name)) say(`Something was added to the operation "${name}", which is not there.`);
  }
  const taken = new Set<string>();
  return summaries.map((summary) => {
    const own = Object.hasOwn(operations, summary.name) ? operations[summary.name] : undefined;
    const wanted = own?.name ?? summary.name;
    const isFree = !taken.has(wanted) && (wanted === summary.name || !described.has(wanted));
    if (!isFree) say(`Two operations would be called "${wanted}", so one of them keeps its name.`);
    const name = isFree ? wanted : summary.name;
    taken.add(name);
    return own === undefined ? { ...summary, name } : { ...summary, name, ...wordsOf(own) };
  });
}

function wordsOf(own: NonNullable<Overlay['operations']>[string]): Partial<OperationSummary> {
  const { title, description, group, effect, isHidden, keywords } = own;
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(group === undefined ? {} : { group }),
    ...(effect === undefined ? {} : { effect }),
    ...(keywords === undefined ? {} : { keywords }),
    ...(isHidden ? { isHidden } : {}),
  };
}
