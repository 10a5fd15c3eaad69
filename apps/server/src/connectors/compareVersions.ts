import { compareConnectors, type Connector, type OperationChange } from '@patchbay/connector';
import type { Compared, DescriptionDifference } from '@patchbay/openapi';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { builtInVersions, findBuiltInVersion, isBuiltIn } from './builtIns.ts';
import type { AdjustedSource, ConnectorDeps, ConnectorRow, UsingStep } from './connectorStore.ts';

/** A step that uses an operation which is gone or different in the newest version. */
type AffectedStep = UsingStep & { title: string; isGone: boolean; changes: readonly OperationChange[] };

export type VersionDifference = DescriptionDifference & {
  before: string;
  after: string;
  /** What is different of the connector as a whole: its name, its address, how to sign in. */
  about: readonly OperationChange[];
  /** Steps of flows, which stay on the version they were built with until somebody changes that. */
  affected: AffectedStep[];
};

type CompareDeps = Pick<ConnectorDeps, 'connectors' | 'descriptions'>;

const MOST_STEPS = 1_000;

/**
 * What is different in the newest version of a connector since the one asked for, else since the earliest that a step has, else
 * since the one before; and which steps of which flows that concerns. Null where there is nothing to compare it with.
 */
export async function compareVersions(
  { connector, before: asked }: { connector: string; before?: string | undefined },
  { workspaceId }: Access<'connector.read'>,
  deps: CompareDeps,
): Promise<VersionDifference | null> {
  const isOurs = isBuiltIn(connector);
  const versions = isOurs ? await builtInVersions(connector) : await deps.connectors.versions(workspaceId, connector);
  const [after, previous] = versions;
  if (after === undefined) throw new AppError('not_found');
  const steps = await deps.connectors.stepsUsing(workspaceId, connector, MOST_STEPS);
  const inUse = new Set(steps.map(({ version }) => version));
  const before = asked ?? versions.findLast((version) => version !== after && inUse.has(version)) ?? previous;
  if (before === undefined || before === after) return null;
  const between = { workspaceId, connector, before, after, first: usedIn(steps) };
  const difference = isOurs ? await compareBuiltIn(between) : await compareImported(between, deps);
  return { ...difference, before, after, affected: affectedSteps(steps, after, difference) };
}

/** The operations that somebody uses, which are compared before the others. */
export function usedIn(steps: readonly UsingStep[]): string[] {
  return [...new Set(steps.map(({ operation }) => operation))];
}

type Between = { workspaceId: string; connector: string; before: string; after: string; first: readonly string[] };
type Difference = DescriptionDifference & Pick<VersionDifference, 'about'>;

async function compareBuiltIn({ connector, before, after, first }: Between): Promise<Difference> {
  const [was, is] = await Promise.all([before, after].map((version) => findBuiltInVersion({ connector, version })));
  if (was === undefined || is === undefined) throw new AppError('not_found');
  // What reads descriptions is needed by few, and is read when it is.
  const { compareDescriptions } = await import('@patchbay/openapi');
  const versions = { before: comparedOf(was), after: comparedOf(is) };
  const difference = compareDescriptions(versions, { first, withinMs: Number.POSITIVE_INFINITY });
  return { ...difference, about: compareConnectors(was, is) };
}

function comparedOf({ operations }: Connector): Compared {
  return {
    operations: Object.entries(operations).map(([name, { title, isHidden }]) => ({
      name,
      title,
      ...(isHidden === true && { isHidden }),
    })),
    operation: (name) => (Object.hasOwn(operations, name) ? operations[name] : undefined),
  };
}

async function compareImported(between: Between, { connectors, descriptions }: CompareDeps): Promise<Difference> {
  const { workspaceId, connector, before, after, first } = between;
  const [was, is] = await Promise.all(
    [before, after].map((version) => findImported({ workspaceId, connector, version }, { connectors })),
  );
  if (was === undefined || is === undefined) throw new AppError('not_found');
  const difference = await descriptions.compare({ earlier: was.description, later: is.description, first });
  return { ...difference, about: compareConnectors(was.row, is.row) };
}

type Imported = { row: ConnectorRow; description: AdjustedSource };

/** One version of an imported connector with its description. Undefined where there is none. */
async function findImported(
  { workspaceId, ...ref }: { workspaceId: string; connector: string; version: string },
  { connectors }: Pick<ConnectorDeps, 'connectors'>,
): Promise<Imported | undefined> {
  const row = await connectors.findVersion(workspaceId, ref);
  const source = await connectors.source(workspaceId, ref);
  if (row === null || source === null) return undefined;
  const overlay = (await connectors.overlay(workspaceId, ref)) ?? undefined;
  return { row, description: { source, overlay } };
}

/** The steps that what is different concerns, in the words of it. */
export function affectedSteps(
  steps: readonly UsingStep[],
  after: string,
  { removed, changed }: Pick<DescriptionDifference, 'removed' | 'changed'>,
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
