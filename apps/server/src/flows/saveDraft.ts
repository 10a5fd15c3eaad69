import {
  applyDiff,
  composeDiffs,
  type FlowDiff,
  type FlowDocument,
  fitsDiff,
  isEmptyDiff,
  mergeDiffs,
} from '@patchbay/flow';
import type { ConnectionDeps } from '../connections/connectionStore.ts';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { checkChosen } from './checkChosen.ts';
import type { Draft, FlowDeps } from './flowStore.ts';
import { hookSteps } from './hookSteps.ts';
import { readDocument } from './readDocument.ts';
import { summarize } from './summarize.ts';

export type Save = { flowId: string; revision: number; diff: FlowDiff; clientId: string };

/** `document` is there when others had changed other records meanwhile: it has their changes and this one. */
export type Saved = { revision: number; merged: boolean; document?: FlowDocument };

type SaveDeps = Pick<FlowDeps, 'flows' | 'catalogs'> & Pick<ConnectionDeps, 'connections'>;

/** How often a save steps aside for a quicker one before it gives up; each time it is merged with what came between. */
const TRIES = 5;

/**
 * Applies a diff to the draft it was made from. Where others changed other records since, both are kept; where they
 * changed the same record, throws `flow_changed_elsewhere` with `{ revision, document, conflicts }` and writes nothing.
 */
export async function saveDraft(save: Save, access: Access<'flow.update'>, deps: SaveDeps): Promise<Saved> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const draft = await deps.flows.findDraft(save.flowId);
    if (draft === null) throw new AppError('not_found');
    const diff = await diffFor(save, draft, deps);
    const merged = draft.revision !== save.revision;
    const result = isEmptyDiff(diff) ? draft : await write({ save, draft, diff }, access, deps);
    if (result !== null) {
      const { revision, document } = result;
      return merged ? { revision, merged, document } : { revision, merged };
    }
  }
  throw new AppError('flow_changed_elsewhere', { reason: 'Too many people are saving at once. Try again.' });
}

/** The diff as it applies to the draft of today. */
async function diffFor(save: Save, draft: Draft, { flows }: Pick<FlowDeps, 'flows'>): Promise<FlowDiff> {
  if (draft.revision === save.revision) {
    // A diff that does not fit its own revision comes from a tab whose picture of the flow is wrong: it has to look first.
    if (!fitsDiff(draft.document, save.diff)) throw changedElsewhere(draft, []);
    return save.diff;
  }
  // So does one that slept through more changes than are kept, or that invented a revision.
  const changes = await flows.changesSince(save.flowId, save.revision);
  const theirs = changes?.filter((change) => change.revision <= draft.revision).map((change) => change.diff);
  if (theirs === undefined || theirs.length === 0) throw changedElsewhere(draft, []);
  const merged = mergeDiffs(save.diff, theirs.reduce(composeDiffs));
  if (!merged.ok) throw changedElsewhere(draft, merged.conflicts);
  return merged.onTop;
}

function changedElsewhere({ revision, document }: Draft, conflicts: unknown): AppError {
  return new AppError('flow_changed_elsewhere', { details: { revision, document, conflicts } });
}

/** Writes the next revision and tells the others; null when somebody was quicker. */
async function write(
  { save, draft, diff }: { save: Save; draft: Draft; diff: FlowDiff },
  access: Access<'flow.update'>,
  { flows, catalogs, connections }: SaveDeps,
): Promise<Draft | null> {
  const document = readDocument(applyDiff(draft.document, diff));
  await checkChosen({ before: draft.document, document }, access, { connections });
  const catalog = await catalogs.forDocument(access.workspaceId, document);
  const { flowId, clientId } = save;
  const saved = await flows.saveDraft({
    flowId,
    revision: draft.revision,
    document,
    diff,
    summary: summarize(document, catalog),
    hooks: hookSteps(document, catalog),
    clientId,
    userId: access.userId,
  });
  return saved ? { revision: draft.revision + 1, document } : null;
}
