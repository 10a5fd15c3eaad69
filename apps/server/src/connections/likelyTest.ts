import type { AccountTest } from '@patchbay/connector';
import type { ConnectorDeps, OperationRow } from '../connectors/connectorStore.ts';

/** How many operations of a description are looked through, and how many of the likely ones are opened. */
const LOOKED_AT = 200;
const OPENED = 8;

/** Ends of paths that answer with whose account it is. */
const OWN = new Set(['me', 'self', 'whoami', 'current', 'account', 'profile', 'user', 'viewer', 'userinfo']);

/** What only reads by its method, and still is not called without being asked for. */
const NOT_UNASKED = /log-?out|sign-?out|revoke|delete|reset|send|export|download|stream|subscribe|poll|watch/i;

type Asked = { workspaceId: string; connector: { id: string; version: string } };

/**
 * A call that shows whether an account of an imported API works: no description names one, so it is one that only reads,
 * asks for the account and needs nothing else. Undefined where there is none.
 */
export async function likelyTest(
  { workspaceId, connector: { id, version } }: Asked,
  {
    connectors,
    catalogs,
  }: { connectors: Pick<ConnectorDeps['connectors'], 'operations'> } & {
    catalogs: Pick<ConnectorDeps['catalogs'], 'forRefs'>;
  },
): Promise<AccountTest | undefined> {
  const { items } = await connectors.operations({ workspaceId, connector: id, limit: LOOKED_AT });
  const refs = likelyFirst(items).map(({ name }) => ({ connector: id, version, operation: name }));
  const { find } = await catalogs.forRefs(workspaceId, refs);
  const found = refs.find((ref) => {
    const { needsConnection, input, paging } = find(ref) ?? {};
    return needsConnection === true && paging === undefined && needsNothing(input);
  });
  return found && { operation: found.operation };
}

/** The ones that may be called unasked, those about the account itself first, then the shortest addresses. */
export function likelyFirst(rows: readonly OperationRow[]): OperationRow[] {
  return rows
    .filter(mayBeCalledUnasked)
    .sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || partsOf(a).length - partsOf(b).length)
    .slice(0, OPENED);
}

function mayBeCalledUnasked({ name, kind, method, path, effect, deprecated, isHidden }: OperationRow): boolean {
  const isPlain = kind === 'call' && method === 'GET' && effect === 'read' && path !== undefined && !path.includes('{');
  return isPlain && deprecated !== true && isHidden !== true && !NOT_UNASKED.test(`${name} ${path}`);
}

function isOwn(row: OperationRow): boolean {
  return OWN.has(
    partsOf(row)
      .at(-1)
      ?.toLowerCase()
      .replace(/\.json$/, '') ?? '',
  );
}

function partsOf({ path = '' }: OperationRow): string[] {
  return path.split(/[/.]/).filter((part) => part !== '' && part !== 'json');
}

function needsNothing(input: unknown): boolean {
  if (typeof input !== 'object' || input === null || !('required' in input)) return true;
  return !Array.isArray(input.required) || input.required.length === 0;
}
