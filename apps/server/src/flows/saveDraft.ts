import { applyDiff, type FlowDiff, FlowDocument, isEmptyDiff, mergeDiffs } from '@patchbay/flow';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { Draft, FlowDeps } from './flowStore.ts';
import { summarize } from './summarize.ts';

export type Save = { flowId: string; revision: number; diff: FlowDiff; clientId: string };

/** `document` is there when others had changed other records meanwhile: it has their changes and this one. */
export type Saved = { revision: number; merged: boolean; document?: FlowDocument };

/** How often a save steps aside for a quicker one before it gives up; each time it is merged with what came between. */
const TRIES = 5;

/**
 * Applies a diff to the draft it was made from. Where others changed other records since, both are kept; where they
 * changed the same record, throws `flow_changed_elsewhere` with `{ revision, document, conflicts }` and writes nothing.
 */
export async function saveDraft(save: Save, access: Access<'flow.update'>, deps: FlowDeps): Promise<Saved> {
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
  if (draft.revision === save.revision) return save.diff;
  const theirs = await flows.changesSince(save.flowId, save.revision);
  // A tab that slept through more changes than are kept, or invented a revision, cannot be merged: it has to look first.
  if (theirs === null) throw changedElsewhere(draft, []);
  let diff = save.diff;
  for (const change of theirs) {
    const merged = mergeDiffs(diff, change.diff);
    if (!merged.ok) throw changedElsewhere(draft, merged.conflicts);
    diff = merged.diff;
  }
  return diff;
}

function changedElsewhere({ revision, document }: Draft, conflicts: unknown): AppError {
  return new AppError('flow_changed_elsewhere', { details: { revision, document, conflicts } });
}

/** Writes the next revision and tells the others; null when somebody was quicker. */
async function write(
  { save, draft, diff }: { save: Save; draft: Draft; diff: FlowDiff },
  access: Access<'flow.update'>,
  { flows, catalogs, draftFeed }: FlowDeps,
): Promise<Draft | null> {
  const document = readDocument(applyDiff(draft.document, diff));
  const summary = summarize(document, await catalogs.forDocument(access.workspaceId, document));
  const { flowId, clientId } = save;
  const { revision } = draft;
  const saved = await flows.saveDraft({ flowId, revision, document, diff, summary, clientId, userId: access.userId });
  if (!saved) return null;
  await draftFeed.announce(flowId, { revision: revision + 1, clientId, diff });
  return { revision: revision + 1, document };
}

/** A diff may say anything, so what comes out of it is parsed before it is kept. */
function readDocument(applied: unknown): FlowDocument {
  const parsed = FlowDocument.safeParse(applied);
  if (!parsed.success) throw new AppError('document_unreadable', { details: parsed.error.issues, cause: parsed.error });
  return parsed.data;
}
