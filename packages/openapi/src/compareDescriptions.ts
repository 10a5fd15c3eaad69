import { compareOperations, type Operation, type OperationChange } from '@patchbay/connector';

/** An operation that two versions of a description do not share, or describe differently. */
export type ChangedOperation = { name: string; title: string; changes: readonly OperationChange[] };

/** What is different in a later version of a description. */
export type DescriptionDifference = {
  added: readonly { name: string; title: string }[];
  removed: readonly { name: string; title: string }[];
  changed: readonly ChangedOperation[];
  /** How many operations both have, and how many of those there was time to compare. */
  shared: number;
  compared: number;
};

/** One version of a connector, whose operations are read one by one. */
export type Compared = {
  operations: readonly { name: string; title: string; isHidden?: true }[];
  operation(name: string): Operation | undefined;
};

/** Compares two versions; those operations `first` that somebody uses, the others as far as the time goes. */
export function compareDescriptions(
  { before, after }: { before: Compared; after: Compared },
  { first, withinMs }: { first: readonly string[]; withinMs: number },
): DescriptionDifference {
  const until = performance.now() + withinMs;
  const titles = ({ operations }: Compared) => new Map(operations.map(({ name, title }) => [name, title]));
  const hidden = new Set(after.operations.flatMap(({ name, isHidden }) => (isHidden === true ? [name] : [])));
  const [old, fresh] = [titles(before), titles(after)];
  const missing = (from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>) =>
    [...from].flatMap(([name, title]) => (to.has(name) ? [] : [{ name, title }]));
  const shared = [...fresh.keys()].filter((name) => old.has(name));
  const used = new Set(first);
  const inOrder = [...shared.filter((name) => used.has(name)), ...shared.filter((name) => !used.has(name))];
  const changed: ChangedOperation[] = [];
  let compared = 0;
  for (const name of inOrder) {
    if (performance.now() > until) break;
    const [was, is] = [before.operation(name), after.operation(name)];
    const changes = was === undefined || is === undefined ? [] : compareOperations(was, is);
    if (changes.length > 0) changed.push({ name, title: fresh.get(name) ?? name, changes });
    compared += 1;
  }
  const added = missing(fresh, old).filter(({ name }) => !hidden.has(name));
  return { added, removed: missing(old, fresh), changed, shared: shared.length, compared };
}
