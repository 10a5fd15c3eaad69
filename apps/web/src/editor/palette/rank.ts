import { tileIcon } from '../../ui/tileIcon.ts';
import { hitKey, type OperationHit } from './operationHit.ts';
import { goesBy } from './synonyms.ts';

/** A stretch of quick-add's list under one heading. */
export type Group = { title: string; hits: OperationHit[] };

export type Ranking = {
  query: string;
  /** What the server found, best first. */
  found: readonly OperationHit[];
  /** Patchbay's own operations, whether found or not: people know them by other names. */
  own: readonly OperationHit[];
  recent: readonly string[];
  /** What may stand there: a trigger at the start, anything else after it. */
  fits(hit: OperationHit): boolean;
  /** The heading of what fits best: "Fits after “Find contact”". */
  title: string;
};

const MOST = 60;

/**
 * What quick-add lists. Without a search: recent ones, then our own by what they work on, then the rest. With one: by how well the title fits,
 * recent ones first among equals; our own steps also by the other names people have for them.
 */
export function rank({ query, found, own, recent, fits, title }: Ranking): Group[] {
  const words = query.trim().toLowerCase();
  const all = unique([...found, ...own.filter(({ operation }) => words === '' || goesBy(operation, words))]).filter(
    fits,
  );
  const isRecent = (hit: OperationHit) => recent.includes(hitKey(hit));
  if (words !== '') {
    const sorted = all.toSorted(
      (a, b) => score(b, words) + Number(isRecent(b)) - score(a, words) - Number(isRecent(a)),
    );
    return groups([{ title, hits: sorted.slice(0, MOST) }]);
  }
  const recentOnes = recent.flatMap((key) => all.filter((hit) => hitKey(hit) === key)).slice(0, 4);
  const rest = all.filter((hit) => !recentOnes.includes(hit));
  const core = rest.filter(({ connector }) => connector === 'core');
  const others = rest.filter((hit) => tileIcon(hit) === undefined).slice(0, MOST);
  return groups([
    { title: 'Recent', hits: recentOnes },
    { title: 'Starts a flow', hits: core.filter(({ kind }) => kind === 'trigger') },
    {
      title: recentOnes.length === 0 && core.every(({ kind }) => kind !== 'trigger') ? title : 'Logic',
      hits: core.filter(({ kind }) => kind !== 'trigger'),
    },
    ...byConnector(rest.filter((hit) => hit.connector !== 'core' && tileIcon(hit) !== undefined)),
    { title: 'From your connectors', hits: others },
  ]);
}

/** Lists, Text, Dates ...: each of our own connectors under its name. */
function byConnector(hits: readonly OperationHit[]): Group[] {
  return [...Map.groupBy(hits, ({ connectorName }) => connectorName)].map(([title, own]) => ({ title, hits: own }));
}

function score(hit: OperationHit, words: string): number {
  const { title, operation, connector } = hit;
  const name = title.toLowerCase();
  if (name === words) return 10;
  if (name.startsWith(words)) return 8;
  if (name.split(/\W+/).some((word) => word.startsWith(words))) return 6;
  if (connector === 'core' && goesBy(operation, words)) return 5;
  if (name.includes(words)) return 4;
  // Our own steps that go by the word before somebody's operation that has it in its description.
  return tileIcon(hit) === undefined ? 2 : 3;
}

function unique(hits: readonly OperationHit[]): OperationHit[] {
  return [...new Map(hits.map((hit) => [hitKey(hit), hit])).values()];
}

function groups(list: Group[]): Group[] {
  return list.filter(({ hits }) => hits.length > 0);
}
