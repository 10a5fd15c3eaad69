import type { ConnectorRow } from '../../api/types.ts';
import type { ConnectorFilters } from './connectorFilters.ts';

type Narrowed = Pick<ConnectorRow, 'name' | 'category' | 'source'> & { description: string | null };

/** The connectors that fit: every word of the search in the name or description, the category, where it came from. */
export function narrowConnectors<Row extends Narrowed>(
  connectors: readonly Row[],
  { q = '', category, source }: ConnectorFilters,
): Row[] {
  const words = fold(q).split(/\s+/).filter(Boolean);
  return connectors.filter((connector) => {
    if (category && connector.category !== category) return false;
    if (source && connector.source !== source) return false;
    const text = fold(`${connector.name} ${connector.description ?? ''}`);
    return words.every((word) => text.includes(word));
  });
}

// So that "cafe" finds "Café" and case does not matter.
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
