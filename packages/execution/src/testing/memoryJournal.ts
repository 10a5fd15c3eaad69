import { type Journal, JournalConflict } from '../ports.ts';
import type { RunEvent } from '../runEvent.ts';

/**
 * A journal in memory, of any number of runs, that can lose power after a number of writes: the write after them, and all
 * later ones, reject and change nothing. Events come back as JSON, as from a database.
 */
export function memoryJournal({ diesAfter = Number.POSITIVE_INFINITY }: { diesAfter?: number } = {}) {
  const runs = new Map<string, RunEvent[]>();
  let writes = 0;
  const eventsOf = (runId: string): RunEvent[] => {
    const events = runs.get(runId) ?? [];
    runs.set(runId, events);
    return events;
  };
  const journal: Journal = {
    read: async (runId) => [...(runs.get(runId) ?? [])],
    append: async (runId, expectedLength, added) => {
      if (writes >= diesAfter) throw new Error('The power is cut.');
      const events = eventsOf(runId);
      if (events.length !== expectedLength) throw new JournalConflict();
      writes += 1;
      events.push(...added.map(asStored));
    },
  };
  /** `eventsOf` gives the live list, which a test may also add to; `writes` how many appends have come through. */
  return { journal, eventsOf, writes: () => writes };
}

function asStored(event: RunEvent): RunEvent {
  return JSON.parse(JSON.stringify(event)) as RunEvent;
}
