import { Ticker } from '../Ticker.ts';
import type { ApprovalStore } from './approvalStore.ts';
import type { NotifyApprovers } from './notifyApprovers.ts';
import type { Questions } from './Questions.ts';

export type AnnouncerDeps = {
  approvals: Pick<ApprovalStore, 'takeUntold' | 'told'>;
  questions: Questions;
  notify: NotifyApprovers;
  onError(error: unknown, about: { runId?: string }): void;
};

const TICK_MS = 2_000;

/**
 * Has people told of the questions that wait for them. What is to be told is in the list of approvals, so it is told however
 * the process ends that asked; twice where one dies in between. Every process may have one: they share the work.
 */
export class Announcer {
  readonly #deps: AnnouncerDeps;
  readonly #ticker: Ticker;

  constructor(deps: AnnouncerDeps) {
    this.#deps = deps;
    this.#ticker = new Ticker({ everyMs: TICK_MS, tick: () => this.tellDue(), onError: deps.onError });
  }

  start(): void {
    this.#ticker.start();
  }

  /** Resolves when nobody is told anything any more. */
  stop(): Promise<void> {
    return this.#ticker.stop();
  }

  /** Tells everybody who is to be told by now. What fails is tried again later, as long as the question waits. */
  async tellDue(): Promise<void> {
    const { approvals, questions, notify, onError } = this.#deps;
    for (const row of await approvals.takeUntold()) {
      try {
        const asked = (await questions.fold(row))?.get(row.path);
        if (asked?.state === 'open') await notify(row, asked);
        await approvals.told(row);
      } catch (error) {
        onError(error, { runId: row.runId });
      }
    }
  }
}
