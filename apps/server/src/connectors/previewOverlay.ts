import { compareConnectors, type Overlay } from '@patchbay/connector';
import type { Access } from '../policies/can.ts';
import { affectedSteps, usedIn, type VersionDifference } from './compareVersions.ts';
import type { ConnectorDeps } from './connectorStore.ts';
import { adjusted } from './setOverlay.ts';

/** What would be different with something else added to an imported description, and what of it does not fit. */
export type OverlayPreview = Omit<VersionDifference, 'before' | 'after'> & { problems: string[] };

const MOST_STEPS = 1_000;

/** Shows what adding this to an imported description would change. Keeps nothing. */
export async function previewOverlay(
  edited: { connector: string; overlay: Overlay },
  { workspaceId }: Access<'connector.update'>,
  { connectors, descriptions }: Pick<ConnectorDeps, 'connectors' | 'descriptions'>,
): Promise<OverlayPreview> {
  const { connector: id } = edited;
  const { newest, source, added, connector, problems } = await adjusted(edited, workspaceId, {
    connectors,
    descriptions,
  });
  const overlay = (await connectors.overlay(workspaceId, { connector: id, version: newest.version })) ?? undefined;
  const steps = await connectors.stepsUsing(workspaceId, id, MOST_STEPS);
  const difference = await descriptions.compare({
    earlier: { source, overlay },
    later: { source, overlay: added },
    first: usedIn(steps),
  });
  const affected = affectedSteps(steps, connector.version, difference);
  return { ...difference, about: compareConnectors(newest, connector), affected, problems };
}
