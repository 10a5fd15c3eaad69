import { Bell } from '../Bell.ts';
import type { DraftChange, DraftFeed } from '../flows/flowStore.ts';
import type { Database } from './database.ts';
import { changesSince, DRAFT_CHANNEL } from './draftStore.ts';
import type { Notifications } from './notifications.ts';

/**
 * Follows drafts through PostgreSQL's notifications, so it makes no difference which process saved. A notification only
 * says that there is something new; what it is comes from the table, so none that was missed leaves a gap.
 */
export function createDraftFeed({ prisma }: Pick<Database, 'prisma'>, notifications: Notifications): DraftFeed {
  return {
    async *follow({ flowId, revision: from }, signal) {
      const bell = new Bell(signal);
      const off = notifications.on(DRAFT_CHANNEL, (heard) => heard === flowId && bell.ring());
      try {
        const draft = await prisma.draft.findFirst({ where: { flowId }, select: { revision: true } });
        let revision = from ?? draft?.revision ?? 0;
        if (draft !== null && draft.revision > revision) bell.ring();
        while (await bell.rung()) {
          const changes: DraftChange[] = (await changesSince(prisma, flowId, revision)) ?? [];
          yield* changes;
          revision = changes.at(-1)?.revision ?? revision;
        }
      } finally {
        off();
      }
    },
  };
}
