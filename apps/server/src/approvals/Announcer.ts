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
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;

  constructor(deps: AnnouncerDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#underWay ??= this.tellDue()
        .catch((error: unknown) => this.#deps.onError(error, {}))
        .finally(() => {
          this.#underWay = undefined;
        });
    }, TICK_MS);
  }

  /** Resolves when nobody is told anything any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
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
