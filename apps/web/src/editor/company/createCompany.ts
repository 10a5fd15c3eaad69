import type { FlowDiff } from '@patchbay/flow';
import type { Lost } from './lost.ts';

/** A tab in which somebody else, or this person again, has the flow open; with the step whose panel is open there. */
export type Visitor = { clientId: string; userId: string; name: string; stepId: string | null };

/** What another tab has just saved. */
export type Edit = { clientId: string; diff: FlowDiff };

/** Who else has the flow open, and what they saved last. Listeners are called after every change. */
export type Company = {
  getVisitors(): readonly Visitor[];
  getEdit(): Edit | undefined;
  subscribe(listener: () => void): () => void;
  see(visitors: readonly Visitor[]): void;
  hear(edit: Edit): void;
  /** What of the open step is lost to somebody else's edit, until it is back or given up. */
  getLost(): Lost | undefined;
  lose(lost: Lost | undefined): void;
  /** Whoever is or was in that tab. */
  whoIn(clientId: string): Visitor | undefined;
  /** True the first time it is asked of a person. */
  greet(userId: string): boolean;
};

/** Nobody, until somebody is seen. */
export function createCompany(): Company {
  let visitors: readonly Visitor[] = [];
  let edit: Edit | undefined;
  let lost: Lost | undefined;
  const known = new Map<string, Visitor>();
  const greeted = new Set<string>();
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    getVisitors: () => visitors,
    getEdit: () => edit,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    see(seen) {
      // They come again every few seconds: the same ones draw nothing.
      if (JSON.stringify(seen) === JSON.stringify(visitors)) return;
      visitors = seen;
      for (const visitor of seen) known.set(visitor.clientId, visitor);
      tell();
    },
    hear(saved) {
      edit = saved;
      tell();
    },
    getLost: () => lost,
    lose(now) {
      if (now === lost) return;
      lost = now;
      tell();
    },
    whoIn: (clientId) => known.get(clientId),
    greet(userId) {
      if (greeted.has(userId)) return false;
      greeted.add(userId);
      return true;
    },
  };
}
