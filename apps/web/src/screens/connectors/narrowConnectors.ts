import type { ConnectorRow } from '../../api/types.ts';
import type { ConnectorFilters } from './connectorFilters.ts';

type Narrowed = Pick<ConnectorRow, 'id' | 'name' | 'category' | 'source' | 'keywords' | 'startsFlows'> & {
  description: string | null;
};

/** What else is known while the gallery is narrowed. */
export type Known = {
  /** The connectors that have steps which fit the search, the best first. */
  found: readonly string[];
  /** Those with a connected account. */
  connected: ReadonlySet<string>;
};

/**
 * The connectors that fit: every word of the search in the name, description or keywords, or a step that does it; the
 * category; where it came from. Those whose name is searched come first, then those whose steps fit best.
 */
export function narrowConnectors<Row extends Narrowed>(
  connectors: readonly Row[],
  { q = '', category, source, only }: ConnectorFilters,
  { found, connected }: Known,
): Row[] {
  const words = fold(q).split(/\s+/).filter(Boolean);
  const within = connectors.filter((connector) => {
    if (category && connector.category !== category) return false;
    if (source && connector.source !== source) return false;
    if (only === 'connected' && !connected.has(connector.id)) return false;
    return only !== 'starts' || connector.startsFlows === true;
  });
  if (words.length === 0) return within;
  const placeOf = (row: Row) => placeFor(row, words, found);
  return within
    .map((row) => ({ row, place: placeOf(row) }))
    .filter(({ place }) => place < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.place - b.place)
    .map(({ row }) => row);
}

/** Smaller is better; infinite where nothing fits. */
function placeFor(row: Narrowed, words: readonly string[], found: readonly string[]): number {
  const has = (text: string) => words.every((word) => fold(text).includes(word));
  const step = found.indexOf(row.id);
  if (has(row.name)) return -2;
  if (has(`${row.name} ${(row.keywords ?? []).join(' ')}`)) return -1;
  if (step >= 0) return step;
  return has(`${row.name} ${row.description ?? ''}`) ? found.length : Number.POSITIVE_INFINITY;
}

// So that "cafe" finds "Café" and case does not matter.
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
