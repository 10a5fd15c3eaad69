import { applyDiff, diffFlows, type FlowDiff, type FlowDocument, isEmptyDiff } from '@patchbay/flow';
import { countRecords } from './applicablePart.ts';
import type { Editor } from './createEditor.ts';
import { type Conflict, mergeDocuments } from './mergeDocuments.ts';

/** The draft as the server has it. */
export type Draft = { document: FlowDocument; revision: number };

/** Whether the work is safe, as the person is told. `changes` counts the steps, edges and notes that wait. */
export type SavingState =
  | { kind: 'saved'; at: number | undefined }
  | { kind: 'saving'; changes: number }
  | { kind: 'offline'; changes: number }
  /** The same record was changed here and elsewhere. Nothing is sent until the person has chosen. */
  | { kind: 'conflict'; changes: number; conflicts: readonly Conflict[] }
  /** The server will not take it, and trying again would not help. */
  | { kind: 'refused'; changes: number; message: string; code?: string | undefined };

export type SaveAnswer =
  | { kind: 'saved'; revision: number; merged?: FlowDocument }
  | { kind: 'conflict'; draft: Draft }
  | { kind: 'refused'; message: string; code?: string | undefined };

export type RemoteChange = { revision: number; diff: FlowDiff };

/** The network and the clock, as the saver sees them. `save` and `load` reject when the server cannot be reached. */
export type DraftPorts = {
  save(input: { revision: number; diff: FlowDiff }): Promise<SaveAnswer>;
  load(): Promise<Draft>;
  /** Calls back after so many milliseconds, unless the returned function is called first. */
  after(ms: number, callback: () => void): () => void;
  now(): number;
};

/** From the first unsaved change to sending: a burst of typing is one request, and "Saved" is there within a second. */
const SEND_AFTER_MS = 400;
const RETRY_AFTER_MS = [1_000, 2_000, 5_000, 10_000] as const;

/**
 * Keeps the server's draft and the open document the same.
 *
 * 1. `draft` is what the server is known to have; what is unsaved is always `diffFlows(draft.document, open document)`.
 * 2. One request at a time. What was changed meanwhile goes with the next.
 * 3. What others saved is merged into the open document, three ways, with `draft` as the common ancestor.
 * 4. Where both changed the same thing, nothing is sent and nothing replaced until the person has chosen.
 */
export class DraftSaver {
  readonly #editor: Editor;
  readonly #ports: DraftPorts;
  readonly #listeners = new Set<() => void>();
  #unsubscribe: (() => void) | undefined;
  #draft: Draft;
  #seen: FlowDocument | undefined;
  #state: SavingState = { kind: 'saved', at: undefined };
  /** The other side of an open conflict. */
  #theirs: Draft | undefined;
  #sending: Promise<void> | undefined;
  #cancelTimer: (() => void) | undefined;
  #waiting: RemoteChange[] = [];
  #failures = 0;
  #stopped = true;

  constructor(editor: Editor, draft: Draft, ports: DraftPorts) {
    this.#editor = editor;
    this.#draft = draft;
    this.#ports = ports;
  }

  readonly getState = (): SavingState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getDraft(): Draft {
    return this.#draft;
  }

  /** A change somebody else has saved: another person, or this person in another tab. */
  receive(remote: RemoteChange): void {
    if (this.#stopped || remote.revision <= this.#draft.revision) return;
    if (this.#sending !== undefined) this.#waiting.push(remote);
    else if (this.#theirs !== undefined) this.#renewConflict(this.#theirs, remote);
    else if (remote.revision > this.#draft.revision + 1) void this.catchUp();
    else {
      const document = applyDiff(this.#draft.document, remote.diff);
      if (this.#rebase(this.#draft.document, { document, revision: remote.revision })) this.#settle();
    }
  }

  /** Fetches the draft and merges it in: after a gap in the changes received, or when the connection is back. */
  async catchUp(): Promise<void> {
    await this.#sending;
    if (this.#stopped || this.#theirs !== undefined) return;
    try {
      const fresh = await this.#ports.load();
      // The server is there: what waits need not wait for the next try.
      this.#clearTimer();
      if (fresh.revision <= this.#draft.revision || this.#rebase(this.#draft.document, fresh)) this.#settle();
    } catch {
      this.#retryLater();
    }
  }

  /** Ends a conflict: for what was changed on both sides, keeps this side's or the other's. */
  choose(prefer: 'mine' | 'theirs'): void {
    if (this.#theirs === undefined) return;
    const sides = { base: this.#draft.document, mine: this.#editor.getState().flow, theirs: this.#theirs.document };
    const merged = mergeDocuments({ ...sides, prefer });
    this.#draft = this.#theirs;
    this.#theirs = undefined;
    if (merged.ok) this.#editor.replace(merged.document);
    this.#receiveWaiting();
    this.#settle();
  }

  /** Sends what waits now. Resolves to whether the server has everything. */
  async flush(): Promise<boolean> {
    await this.#send();
    if (!isEmptyDiff(this.#unsaved()) && this.#state.kind === 'saving') await this.#send();
    return this.#theirs === undefined && isEmptyDiff(this.#unsaved());
  }

  /**
   * The page is going away: what waits is sent at once, beside a request that may be under way, and no answer is awaited.
   * Should the page stay after all, the next request brings what became of it.
   */
  leave(): void {
    if (this.#stopped || this.#theirs !== undefined) return;
    const diff = this.#unsaved();
    if (!isEmptyDiff(diff)) void this.#ports.save({ revision: this.#draft.revision, diff }).catch(() => undefined);
  }

  /** Begins to watch the open document. */
  start(): void {
    this.#stopped = false;
    this.#unsubscribe ??= this.#editor.subscribe(() => this.#onChange());
    this.#settle();
  }

  /** Stops watching and sending; `start` begins again where it was left. */
  stop(): void {
    this.#stopped = true;
    this.#clearTimer();
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #unsaved(): FlowDiff {
    return diffFlows(this.#draft.document, this.#editor.getState().flow);
  }

  #set(state: SavingState) {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  /** Picking a step is a change of the editor, but none of the flow. */
  #onChange() {
    const { flow } = this.#editor.getState();
    if (flow === this.#seen) return;
    this.#seen = flow;
    this.#onEdit();
  }

  #onEdit() {
    if (this.#theirs === undefined && this.#sending === undefined) this.#settle();
    else if (this.#state.kind !== 'conflict') this.#set({ kind: 'saving', changes: countRecords(this.#unsaved()) });
  }

  /** Says how things stand, and sees to it that what is unsaved will be sent. */
  #settle() {
    if (this.#theirs !== undefined) return;
    const changes = countRecords(this.#unsaved());
    if (changes === 0) {
      this.#clearTimer();
      if (this.#state.kind !== 'saved') this.#set({ kind: 'saved', at: this.#ports.now() });
      return;
    }
    this.#set({ kind: this.#state.kind === 'offline' ? 'offline' : 'saving', changes });
    this.#schedule(SEND_AFTER_MS);
  }

  #schedule(ms: number) {
    if (this.#stopped) return;
    this.#cancelTimer ??= this.#ports.after(ms, () => {
      this.#cancelTimer = undefined;
      void this.#send();
    });
  }

  #clearTimer() {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #retryLater() {
    this.#set({ kind: 'offline', changes: countRecords(this.#unsaved()) });
    this.#schedule(RETRY_AFTER_MS[Math.min(this.#failures, RETRY_AFTER_MS.length - 1)] ?? 0);
    this.#failures += 1;
  }

  async #send(): Promise<void> {
    this.#clearTimer();
    if (this.#stopped || this.#theirs !== undefined) return;
    this.#sending ??= this.#sendOnce().finally(() => {
      this.#sending = undefined;
      this.#receiveWaiting();
    });
    await this.#sending;
  }

  async #sendOnce() {
    const sent = this.#editor.getState().flow;
    const diff = diffFlows(this.#draft.document, sent);
    if (isEmptyDiff(diff)) return this.#settle();
    try {
      this.#take(await this.#ports.save({ revision: this.#draft.revision, diff }), sent);
    } catch {
      // The request or its answer was lost. Sending the same again is safe: the server merges equal changes.
      this.#retryLater();
    }
  }

  #take(answer: SaveAnswer, sent: FlowDocument) {
    this.#failures = 0;
    if (answer.kind === 'refused') {
      const { message, code } = answer;
      this.#set({ kind: 'refused', changes: countRecords(this.#unsaved()), message, code });
      return;
    }
    this.#set({ kind: 'saving', changes: 0 });
    const done =
      answer.kind === 'conflict'
        ? this.#rebase(this.#draft.document, answer.draft)
        : this.#rebase(sent, { document: answer.merged ?? sent, revision: answer.revision });
    if (done) this.#settle();
  }

  /** Moves the open document from one state of the server to a later one, keeping what is unsaved. */
  #rebase(from: FlowDocument, to: Draft): boolean {
    const mine = this.#editor.getState().flow;
    const merged = mergeDocuments({ base: from, mine, theirs: to.document });
    if (!merged.ok) {
      this.#draft = { document: from, revision: this.#draft.revision };
      this.#theirs = to;
      this.#clearTimer();
      this.#set({ kind: 'conflict', changes: countRecords(this.#unsaved()), conflicts: merged.conflicts });
      return false;
    }
    this.#draft = to;
    if (merged.document !== mine) this.#editor.replace(merged.document);
    return true;
  }

  /** The other side goes on while the person chooses: what they are asked about is what is there now. */
  #renewConflict(theirs: Draft, remote: RemoteChange) {
    if (remote.revision <= theirs.revision) return;
    if (remote.revision > theirs.revision + 1) {
      this.#waiting.push(remote);
      return;
    }
    const renewed = { document: applyDiff(theirs.document, remote.diff), revision: remote.revision };
    this.#theirs = undefined;
    if (this.#rebase(this.#draft.document, renewed)) this.#settle();
  }

  #receiveWaiting() {
    const remotes = this.#waiting;
    this.#waiting = [];
    for (const remote of remotes) this.receive(remote);
  }
}
