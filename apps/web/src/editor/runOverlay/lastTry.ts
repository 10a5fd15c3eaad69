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
import { useSession } from '../useEditor.ts';
import { followRun } from './followRun.ts';
import { type RefusedTry, refusedTry } from './refusedTry.ts';
import { wholeView } from './wholeView.ts';

/** The last try of the open flow. */
export type LastTry =
  | { kind: 'none' }
  | { kind: 'starting'; mode: RunMode }
  | ({ kind: 'refused'; mode: RunMode } & RefusedTry)
  | {
      kind: 'run';
      mode: RunMode;
      runId: string;
      document: FlowDocument;
      view: RunView;
      events: readonly RunEvent[];
      isShown: boolean;
      /** It is no try: a run of before, opened for its data. */
      isOpened?: true;
    };

/** Which part of the flow a try is of. `from` and `only` take what stands before from the last try. */
export type TryPart = { kind: 'upTo' | 'from' | 'only'; step: string };

/** What a mock was told to fail with, and how often before it works. */
export type ToldFailure = { status: number; times?: number };

/** By which way a wait ends on sample data; without a word it ends as if the answer had come. */
export type ToldWay = 'declined' | 'timeout';

export type TryRequest = {
  flowId: string;
  document: FlowDocument;
  mode: RunMode;
  trigger: string | undefined;
  payload: unknown;
  part?: TryPart | undefined;
};

const NONE: LastTry = { kind: 'none' };

/** Keeps the last try of one open flow; the canvas, the panel and the strip all show it. */
export class TryStore {
  #state: LastTry = NONE;
  #stop: () => void = () => undefined;
  #fails: Readonly<Record<string, ToldFailure>> = {};
  #leaves: Readonly<Record<string, ToldWay>> = {};
  #findsNothing: ReadonlySet<string> = new Set();
  #asked: { part: TryPart; mode: RunMode } | undefined;
  readonly #listeners = new Set<() => void>();

  readonly getState = (): LastTry => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Which steps' mocks are told to fail in the tries to come. */
  readonly getFails = (): Readonly<Record<string, ToldFailure>> => this.#fails;

  tellToFail(step: string, failure: ToldFailure | undefined): void {
    const { [step]: _before, ...others } = this.#fails;
    this.#fails = failure === undefined ? others : { ...others, [step]: failure };
    this.#tell();
  }

  /** By which way the waits of these steps end in the tries to come. */
  readonly getLeaves = (): Readonly<Record<string, ToldWay>> => this.#leaves;

  tellToLeave(step: string, way: ToldWay | undefined): void {
    const { [step]: _before, ...others } = this.#leaves;
    this.#leaves = way === undefined ? others : { ...others, [step]: way };
    this.#tell();
  }

  /** Which steps find nothing in the tries to come; on sample data they find something otherwise. */
  readonly getFindsNothing = (): ReadonlySet<string> => this.#findsNothing;

  tellToFindNothing(step: string, isNothing: boolean): void {
    const others = [...this.#findsNothing].filter((one) => one !== step);
    this.#findsNothing = new Set(isNothing ? [...others, step] : others);
    this.#tell();
  }

  /** What another part of the screen wants the panel to be opened for; undefined once it is closed. */
  readonly getAsked = (): { part: TryPart; mode: RunMode } | undefined => this.#asked;

  ask(asked: { part: TryPart; mode: RunMode } | undefined): void {
    this.#asked = asked;
    this.#tell();
  }

  /** The run whose data a try may take over: the last one, once it is over. */
  get dataOf(): string | undefined {
    return this.#state.kind === 'run' && this.#state.view.finishedAt !== undefined ? this.#state.runId : undefined;
  }

  /** Takes the data of a run of before as that of the last try, and draws it. `isOpened`: unless it was the last try already. */
  async open(runId: string, isOpened = true): Promise<void> {
    this.#stop();
    try {
      const { run, plan, document, events, view } = await client.run.get.query({ runId });
      const shown = view === undefined ? viewRun(loadPlan(plan), events) : wholeView(view);
      const mark = isOpened ? { isOpened } : {};
      this.#set({ kind: 'run', mode: run.mode, runId, document, view: shown, events, isShown: true, ...mark });
    } catch (error) {
      this.#set({ kind: 'refused', mode: 'live', ...refusedTry(error) });
    }
  }

  /** Starts a try and follows it. Resolves when it has started or was refused; answers whether it runs. */
  async start(request: TryRequest): Promise<boolean> {
    const data = this.dataOf;
    this.#stop();
    const { mode, part, ...rest } = request;
    const findsNothing = [...this.#findsNothing];
    const told = mode === 'mock' ? { fails: this.#fails, leaves: this.#leaves, findsNothing } : {};
    this.#set({ kind: 'starting', mode });
    try {
      const { runId } = await client.run.try.mutate({ ...rest, ...told, mode, part: partAsked(part, data) });
      const { plan, document, events, view } = await client.run.get.query({ runId });
      // Too long to be folded here: shown as it was when it was asked for.
      if (view !== undefined)
        this.#set({ kind: 'run', mode, runId, document, view: wholeView(view), events, isShown: true });
      else this.#follow({ runId, mode, document, plan, events });
      return true;
    } catch (error) {
      this.#set({ kind: 'refused', mode, ...refusedTry(error) });
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
      this.#set({ kind: 'run', mode, runId, document, view: viewRun(loaded, known), events: known, isShown });
    };
    draw(events);
    this.#stop = followRun({ runId, events, onEvents: draw });
  }

  #set(state: LastTry): void {
    this.#state = state;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Without a run to take data from, all that stands before a step is carried out as well. */
function partAsked(part: TryPart | undefined, runId: string | undefined) {
  if (part === undefined) return undefined;
  const { kind, step } = part;
  if (kind === 'upTo') return { kind, step };
  if (runId !== undefined) return { kind, step, runId };
  return kind === 'only' ? ({ kind: 'upTo', step } as const) : undefined;
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

export function useToldFailures(): Readonly<Record<string, ToldFailure>> {
  const store = useTryStore();
  return useSyncExternalStore(store.subscribe, store.getFails);
}

export function useToldWays(): Readonly<Record<string, ToldWay>> {
  const store = useTryStore();
  return useSyncExternalStore(store.subscribe, store.getLeaves);
}

export function useToldNothings(): ReadonlySet<string> {
  const store = useTryStore();
  return useSyncExternalStore(store.subscribe, store.getFindsNothing);
}

/** What each step gave, by its id; of a step in a loop, what it gave for the first item. */
export function lastTryOutputs(lastTry: LastTry): ReadonlyMap<string, unknown> {
  if (lastTry.kind !== 'run') return nothing;
  const outputs = new Map<string, unknown>();
  for (const { step, status, output } of lastTry.view.steps) {
    if (status === 'succeeded' && output !== undefined && !outputs.has(step)) outputs.set(step, output);
  }
  return outputs;
}
