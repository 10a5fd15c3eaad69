import type { RunEvent } from '@patchbay/execution';
import { client } from '../../api/client.ts';

export type Followed = {
  runId: string;
  /** What is known already. */
  events: readonly RunEvent[];
  /** Called with all that is known, whenever it is more. */
  onEvents(events: readonly RunEvent[]): void;
};

/** Follows a run until it ends or the answer is called. Events seen before are not counted twice. */
export function followRun({ runId, events, onEvents }: Followed): () => void {
  let known = [...events];
  if (isOver(known)) return () => undefined;
  const subscription = client.run.onEvents.subscribe(
    { runId, from: known.length },
    {
      onData(batch) {
        const fresh = batch.events.slice(Math.max(0, known.length - batch.from));
        if (batch.from > known.length || fresh.length === 0) return;
        known = [...known, ...fresh];
        onEvents(known);
        if (isOver(known)) subscription.unsubscribe();
      },
    },
  );
  return () => subscription.unsubscribe();
}

function isOver(events: readonly RunEvent[]): boolean {
  return events.at(-1)?.type === 'run.finished';
}
