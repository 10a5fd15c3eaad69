import { pollName, pollTitle } from '@patchbay/connector';
import type { Access } from '../policies/can.ts';
import { builtInOperations, builtInRow, builtIns, operationHit } from './builtIns.ts';
import type { ConnectorDeps, OperationHit, OperationRow } from './connectorStore.ts';

/** Operations of every connector that fit what somebody typed into the palette: built-in ones first. */
export async function searchOperations(
  { query, limit }: { query: string; limit: number },
  access: Access<'connector.read'>,
  { connectors }: Pick<ConnectorDeps, 'connectors'>,
): Promise<OperationHit[]> {
  const own = [...builtIns.values()].flatMap((connector) =>
    builtInOperations(connector)
      .filter((row) => matches(row, query, connector))
      .map((row) => operationHit(builtInRow(connector), row)),
  );
  // The built-in ones alone could fill the list of somebody who has typed nothing yet.
  const left = Math.max(limit - own.length, Math.floor(limit / 3));
  const asked = words(query);
  const isForNews = asked.some((word) => NEWS.has(word));
  const wanted = { workspaceId: access.workspaceId, words: asked.filter((word) => !NEWS.has(word)), limit: left };
  const imported = left > 0 ? await connectors.search(isForNews ? wanted : { ...wanted, words: asked }) : [];
  const polls = isForNews ? imported.flatMap(pollHit) : [];
  return [...polls, ...own.slice(0, limit - imported.length), ...imported].slice(0, limit);
}

/** What people write who look for something that starts a flow: these words are in the name of no operation that only reads. */
const NEWS = new Set(['when', 'new', 'poll', 'watch', 'trigger']);

/** The trigger that looks with an operation. Whether it can is known once its definition is read. */
function pollHit(hit: OperationHit): OperationHit[] {
  if (hit.kind !== 'call' || hit.effect !== 'read') return [];
  return [{ ...hit, operation: pollName(hit.operation), title: pollTitle(hit.title), kind: 'trigger' }];
}

/** Whether every word of the search stands somewhere in the operation's line. */
export function matches(
  row: OperationRow,
  search: string,
  connector: { name: string; keywords?: readonly string[] } = { name: '' },
): boolean {
  const { title, name, group, description, path, keywords = [] } = row;
  const further = [...keywords, ...(connector.keywords ?? [])];
  const text = [title, name, group, description, path, connector.name, ...further].join(' ').toLowerCase();
  return words(search).every((word) => text.includes(word));
}

/** What was typed, cut into the words that must all be found. */
export function words(search: string): string[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
}
