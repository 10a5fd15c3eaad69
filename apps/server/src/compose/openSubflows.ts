import type { LoadedPlan } from '@patchbay/execution';
import type { CatalogSource } from '../connectors/connectorStore.ts';
import type { RunJournal } from '../store/journal/journal.ts';
import type { TurnStore } from '../store/turns/turnStore.ts';
import type { SubflowStore } from '../subflows/subflowPorts.ts';
import type { Hosted } from '../worker/hosted/hosted.ts';
import { hostedSubflow } from '../worker/hosted/subflow.ts';
import type { Worker } from '../worker/worker.ts';

export type SubflowParts = {
  subflows: SubflowStore;
  catalogs: Pick<CatalogSource, 'typesOf'>;
  plans: { get(planId: string): Promise<LoadedPlan | undefined> };
  turns: Pick<TurnStore, 'isHeldBy'>;
  journal: RunJournal;
  /** Asked for when it is first needed: its operations need this hand. */
  worker(): Worker;
  now(): number;
};

/** The hand that calls another flow. */
export function openSubflows({ catalogs, worker, ...ports }: SubflowParts): Hosted {
  return hostedSubflow({
    ...ports,
    begin: (beginning) => worker().begin(beginning),
    async typeOf(workspaceId, id) {
      const thing = { kind: 'flow', id } as const;
      return (await catalogs.typesOf(workspaceId, [thing])).typeOf(thing) ?? undefined;
    },
  });
}
