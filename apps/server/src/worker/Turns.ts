import type { Comer, TurnStore } from '../store/turns/turnStore.ts';

/** Where a run stands among those of its flow that come here. */
export type Slot = { flowId: string; comer?: Comer; answer?: PromiseWithResolvers<boolean>; isGone: boolean };

export type TurnsDeps = {
  workerId: string;
  store: TurnStore;
  /** Moves those of these runs that nobody holds. */
  move(runIds: string[]): Promise<void>;
  onError(error: unknown): void;
};

const MOST_AT_ONCE = 500;

/**
 * Gets runs in the line of their flow in the order they came to this process, many at a time: which of two is stored first
 * must not decide which goes first.
 */
export class Turns {
  readonly #deps: TurnsDeps;
  readonly #slots = new Map<string, Slot[]>();
  readonly #busy = new Set<string>();

  constructor(deps: TurnsDeps) {
    this.#deps = deps;
  }

  /** For a run that comes now. Nobody of its flow gets in line before it has, or has left. */
  arrive(flowId: string): Slot {
    const slot: Slot = { flowId, isGone: false };
    const slots = this.#slots.get(flowId);
    if (slots === undefined) this.#slots.set(flowId, [slot]);
    else slots.push(slot);
    return slot;
  }

  /** True when it is the run's turn; else it was let go of, and will be moved when it is. */
  enter(slot: Slot, comer: Comer): Promise<boolean> {
    const answer = Promise.withResolvers<boolean>();
    slot.comer = comer;
    slot.answer = answer;
    this.#go(slot.flowId);
    return answer.promise;
  }

  leave(slot: Slot): void {
    slot.isGone = true;
    this.#go(slot.flowId);
  }

  /** A run has ended, or may have. Where this fails, the sweep sees to it. */
  async pass(runId: string): Promise<void> {
    try {
      this.#move(await this.#deps.store.pass(runId));
    } catch (error) {
      this.#deps.onError(error);
    }
  }

  #go(flowId: string): void {
    if (this.#busy.has(flowId)) return;
    const ready = this.#ready(flowId);
    if (ready.length === 0) return;
    this.#busy.add(flowId);
    void this.#enter(flowId, ready).finally(() => {
      this.#busy.delete(flowId);
      this.#go(flowId);
    });
  }

  /** Those at the front that know what they wait by. */
  #ready(flowId: string): Slot[] {
    const slots = this.#slots.get(flowId) ?? [];
    const first = slots.findIndex(({ comer, isGone }) => comer === undefined && !isGone);
    const front = slots.splice(0, Math.min(first < 0 ? slots.length : first, MOST_AT_ONCE));
    if (slots.length === 0) this.#slots.delete(flowId);
    return front.filter(({ comer }) => comer !== undefined);
  }

  async #enter(flowId: string, slots: readonly Slot[]): Promise<void> {
    const { store, workerId } = this.#deps;
    const comers = slots.flatMap(({ comer }) => comer ?? []);
    try {
      const admitted = new Set((await store.enter(flowId, comers, workerId)).admitted);
      for (const { comer, answer } of slots) answer?.resolve(comer !== undefined && admitted.delete(comer.runId));
      this.#move([...admitted]);
    } catch (error) {
      for (const { answer } of slots) answer?.reject(error);
    }
  }

  #move(runIds: string[]): void {
    if (runIds.length > 0) this.#deps.move(runIds).catch(this.#deps.onError);
  }
}
