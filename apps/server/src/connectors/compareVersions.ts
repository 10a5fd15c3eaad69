import type { OperationChange } from '@patchbay/connector';
import type { DescriptionDifference } from '@patchbay/openapi';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { isBuiltIn } from './builtIns.ts';
import type { ConnectorDeps, UsingStep } from './connectorStore.ts';

/** A step that uses an operation which is gone or different in the newest version. */
type AffectedStep = UsingStep & { title: string; isGone: boolean; changes: readonly OperationChange[] };

export type VersionDifference = DescriptionDifference & {
  before: string;
  after: string;
  /** Steps of flows, which stay on the version they were built with until somebody changes that. */
  affected: AffectedStep[];
};

const MOST_STEPS = 1_000;

/**
 * What is different in the newest version of an imported connector, and which steps of which flows that concerns. Null where
 * there is nothing to compare it with.
 */
export async function compareVersions(
  { connector, before: asked }: { connector: string; before?: string | undefined },
  { workspaceId }: Access<'connector.read'>,
  { connectors, descriptions }: Pick<ConnectorDeps, 'connectors' | 'descriptions'>,
): Promise<VersionDifference | null> {
  if (isBuiltIn(connector)) return null;
  const versions = await connectors.versions(workspaceId, connector);
  const [after, previous] = versions;
  if (after === undefined) throw new AppError('not_found');
  const before = asked ?? previous;
  if (before === undefined || before === after) return null;
  const sources = [before, after].map((version) => connectors.source(workspaceId, { connector, version }));
  const [earlier, later] = await Promise.all(sources);
  if (earlier == null || later == null) throw new AppError('not_found');
  const steps = await connectors.stepsUsing(workspaceId, connector, MOST_STEPS);
  const first = [...new Set(steps.map(({ operation }) => operation))];
  const difference = await descriptions.compare({ earlier, later, first });
  return { ...difference, before, after, affected: affectedSteps(steps, after, difference) };
}

function affectedSteps(
  steps: readonly UsingStep[],
  after: string,
  { removed, changed }: DescriptionDifference,
): AffectedStep[] {
  const gone = new Map(removed.map(({ name, title }) => [name, title]));
  const different = new Map(changed.map((operation) => [operation.name, operation]));
  return steps.flatMap((step): AffectedStep[] => {
    if (step.version === after) return [];
    const missing = gone.get(step.operation);
    if (missing !== undefined) return [{ ...step, title: missing, isGone: true, changes: [] }];
    const change = different.get(step.operation);
    return change === undefined ? [] : [{ ...step, title: change.title, isGone: false, changes: change.changes }];
  });
}
