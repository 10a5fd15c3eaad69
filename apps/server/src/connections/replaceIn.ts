import { randomUUID } from 'node:crypto';
import { diffFlows, type FlowDocument, isEmptyDiff, type Step } from '@patchbay/flow';
import type { OperationCatalog } from '../connectors/connectorStore.ts';
import { AppError } from '../errors.ts';
import type { FlowDeps } from '../flows/flowStore.ts';
import { saveDraft } from '../flows/saveDraft.ts';
import type { Access } from '../policies/can.ts';
import type { ConnectionDeps, ConnectionRow } from './connectionStore.ts';
import type { ConnectionUse } from './connectionUses.ts';
import { listUses } from './listUses.ts';

type ReplaceIn = { connectionId: string; by: string };

/** What became of a flow: the names of the steps that have the other account now, and of those that could not take it. */
type ReplacedFlow = { id: string; name: string; changed: string[]; left: string[]; toPublish: boolean };

type ReplaceDeps = Pick<ConnectionDeps, 'connections'> & Pick<FlowDeps, 'flows' | 'catalogs'>;

/** How often a draft is read anew when somebody is changing the same steps. */
const TRIES = 3;

/**
 * Puts another account of the same connector into every draft that uses this one, each as a change like any other. What is
 * live stays as it is until it is published: `toPublish` says which flows that concerns.
 */
export async function replaceIn(
  { connectionId, by }: ReplaceIn,
  access: Access<'flow.update'>,
  deps: ReplaceDeps,
): Promise<{ flows: ReplacedFlow[] }> {
  const [old, other] = await Promise.all([connectionId, by].map((id) => deps.connections.find(access.workspaceId, id)));
  if (!old || !other) throw new AppError('not_found');
  if (old.id === other.id || old.connector !== other.connector) throw new AppError('connection_does_not_fit');
  const flows: ReplacedFlow[] = [];
  const { flows: uses } = await listUses({ connectionId }, access, deps);
  // One after the other: each is a save that others see at once.
  for (const use of uses) {
    const done = await replaceInDraft({ flowId: use.id, old, other }, access, deps);
    flows.push({ id: use.id, name: use.name, ...done, toPublish: isToPublish(use) });
  }
  return { flows };
}

/** Its live version has the old account still. */
function isToPublish({ live }: ConnectionUse): boolean {
  return live.length > 0;
}

type Place = { flowId: string; old: ConnectionRow; other: ConnectionRow };

async function replaceInDraft(
  { flowId, old, other }: Place,
  access: Access<'flow.update'>,
  deps: ReplaceDeps,
): Promise<Pick<ReplacedFlow, 'changed' | 'left'>> {
  for (let attempt = 1; ; attempt += 1) {
    const draft = await deps.flows.findDraft(flowId);
    if (draft === null) return { changed: [], left: [] };
    const catalog = await deps.catalogs.forDocument(access.workspaceId, draft.document);
    const { document, changed, left } = withAccount(draft.document, { old, other, catalog });
    const diff = diffFlows(draft.document, document);
    if (isEmptyDiff(diff)) return { changed, left };
    try {
      await saveDraft({ flowId, revision: draft.revision, diff, clientId: randomUUID() }, access, deps);
      return { changed, left };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'flow_changed_elsewhere') throw error;
      if (attempt === TRIES) return { changed: [], left: [...changed, ...left] };
    }
  }
}

function withAccount(
  document: FlowDocument,
  { old, other, catalog }: { old: ConnectionRow; other: ConnectionRow; catalog: OperationCatalog },
): { document: FlowDocument; changed: string[]; left: string[] } {
  const using = Object.values(document.steps).filter(({ connection }) => connection === old.id);
  // As in checkAccounts: some steps take one way of signing in only.
  const fits = ({ uses }: Step) => {
    const way = catalog.find(uses)?.accountWay;
    return way === undefined || way === other.way;
  };
  const changing = using.filter(fits);
  const steps = Object.fromEntries(changing.map((step) => [step.id, { ...step, connection: other.id }]));
  return {
    document: { ...document, steps: { ...document.steps, ...steps } },
    changed: changing.map(({ name }) => name),
    left: using.filter((step) => !fits(step)).map(({ name }) => name),
  };
}
