import type { ThingRef, ThingType } from '@patchbay/flow';
import type { Access } from '../policies/can.ts';
import type { ConnectorDeps } from './connectorStore.ts';

/** `type` is null for a flow or table that is not there, or that no other flow may call. */
export type ResolvedThing = { thing: ThingRef; type: ThingType | null };

/** What flows and tables take and give, by their ids. */
export async function resolveThings(
  { things }: { things: readonly ThingRef[] },
  access: Access<'flow.read'>,
  { catalogs }: Pick<ConnectorDeps, 'catalogs'>,
): Promise<ResolvedThing[]> {
  const { typeOf } = await catalogs.typesOf(access.workspaceId, things);
  return things.map((thing) => ({ thing, type: typeOf(thing) ?? null }));
}
