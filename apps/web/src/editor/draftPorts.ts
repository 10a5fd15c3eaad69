import { FlowDocument } from '@patchbay/flow';
import { z } from 'zod/mini';
import { client } from '../api/client.ts';
import { appFailureOf, isRefusal, sentenceOf } from '../api/failure.ts';
import type { DraftPorts, SaveAnswer } from './document/DraftSaver.ts';

const Elsewhere = z.object({ revision: z.number(), document: FlowDocument });

/** Saving and loading one flow's draft over the network. `clientId` tells this tab's changes from everybody else's. */
export function draftPorts(flowId: string, clientId: string): DraftPorts {
  return {
    async save({ revision, diff }): Promise<SaveAnswer> {
      try {
        const saved = await client.flow.saveDraft.mutate({ flowId, revision, diff, clientId });
        return { kind: 'saved', revision: saved.revision, merged: saved.document };
      } catch (error) {
        return refusedWith(error);
      }
    },
    async load() {
      const { draft } = await client.flow.get.query({ flowId });
      return draft;
    },
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    now: Date.now,
  };
}

/** What the server said no to. An error that is no answer at all is thrown on: the saver tries again. */
function refusedWith(error: unknown): SaveAnswer {
  const failure = appFailureOf(error);
  if (failure?.code === 'flow_changed_elsewhere') {
    const elsewhere = Elsewhere.safeParse(failure.details);
    if (elsewhere.success) return { kind: 'conflict', draft: elsewhere.data };
    throw error;
  }
  if (isRefusal(error)) return { kind: 'refused', message: sentenceOf(error), code: failure?.code };
  throw error;
}
