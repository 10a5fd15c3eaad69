import {
  loadPlan,
  type LoadedPlan,
  type Plan,
  type RunEvent,
  type RunMode,
  type RunView,
  viewRun,
} from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import { useSyncExternalStore } from 'react';
import { client } from '../../api/client.ts';
import { sentenceOf } from '../../api/failure.ts';
import { useSession } from '../useEditor.ts';
import { followRun } from './followRun.ts';

/** The last try of the open flow. */
export type LastTry =
  | { kind: 'none' }
  | { kind: 'starting'; mode: RunMode }
  | { kind: 'refused'; mode: RunMode; sentence: string }
  | { kind: 'run'; mode: RunMode; runId: string; document: FlowDocument; view: RunView; isShown: boolean };

export type TryRequest = {
  flowId: string;
  document: FlowDocument;
  mode: RunMode;
  trigger: string | undefined;
  payload: unknown;
};

const NONE: LastTry = { kind: 'none' };

/** Keeps the last try of one open flow; the canvas, the panel and the strip all show it. */
export class TryStore {
  #state: LastTry = NONE;
  #stop: () => void = () => undefined;
  readonly #listeners = new Set<() => void>();

  readonly getState = (): LastTry => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Starts a try and follows it. Resolves when it has started or was refused; answers whether it runs. */
  async start(request: TryRequest): Promise<boolean> {
    this.#stop();
    const { mode } = request;
    this.#set({ kind: 'starting', mode });
    try {
      const { runId } = await client.run.try.mutate(request);
      const { plan, document, events, view } = await client.run.get.query({ runId });
      // Too long to be folded here: shown as it was when it was asked for.
      if (view !== undefined) this.#set({ kind: 'run', mode, runId, document, view, isShown: true });
      else this.#follow({ runId, mode, document, plan, events });
      return true;
    } catch (error) {
      this.#set({ kind: 'refused', mode, sentence: sentenceOf(error) });
      return false;
    }
  }

  async cancel(): Promise<void> {
    if (this.#state.kind === 'run') await client.run.cancel.mutate({ runId: this.#state.runId });
  }

  /** Takes the drawing off the canvas; the strip and the samples stay. */
  hide(): void {
    if (this.#state.kind === 'run') this.#set({ ...this.#state, isShown: false });
    else if (this.#state.kind === 'refused') this.#set(NONE);
  }

  show(): void {
    if (this.#state.kind === 'run') this.#set({ ...this.#state, isShown: true });
  }

  #follow({ runId, mode, document, plan, events }: Followed): void {
    const loaded: LoadedPlan = loadPlan(plan);
    const draw = (known: readonly RunEvent[]) => {
      const isShown = this.#state.kind === 'run' && this.#state.runId === runId ? this.#state.isShown : true;
      this.#set({ kind: 'run', mode, runId, document, view: viewRun(loaded, known), isShown });
    };
    draw(events);
    this.#stop = followRun({ runId, events, onEvents: draw });
  }

  #set(state: LastTry): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

type Followed = { runId: string; mode: RunMode; document: FlowDocument; plan: Plan; events: readonly RunEvent[] };

/** By the session, so that a flow opened again begins without the last visit's try. */
const stores = new WeakMap<object, TryStore>();

function tryStoreOf(session: object): TryStore {
  const store = stores.get(session) ?? new TryStore();
  stores.set(session, store);
  return store;
}

export function useTryStore(): TryStore {
  return tryStoreOf(useSession());
}

export function useLastTry(): LastTry {
  const store = useTryStore();
  return useSyncExternalStore(store.subscribe, store.getState);
}

const nothing: ReadonlyMap<string, unknown> = new Map();

/** What each step gave, by its id; of a step in a loop, what it gave for the first item. */
export function lastTryOutputs(lastTry: LastTry): ReadonlyMap<string, unknown> {
  if (lastTry.kind !== 'run') return nothing;
  const outputs = new Map<string, unknown>();
  for (const { step, status, output } of lastTry.view.steps) {
    if (status === 'succeeded' && output !== undefined && !outputs.has(step)) outputs.set(step, output);
  }
  return outputs;
}
