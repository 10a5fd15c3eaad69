import type { RunUseDeps } from '../runs/runPorts.ts';
import type { FoldedApproval, ListedApproval } from './approvalStore.ts';
import { foldApprovals } from './foldApproval.ts';

/** The line of a list, from the journal. */
export type Asked = Pick<FoldedApproval, 'question' | 'approvers' | 'answeredBy'>;

const MOST_KEPT = 5_000;
/** A list shows a sentence, not a novel. */
const LONGEST_QUESTION = 300;

/**
 * What approvals ask, read from the journals of their runs. What a step asks does not change while it waits, nor its answer
 * afterwards, so a list that is looked at again reads nothing again.
 */
export class Questions {
  readonly #deps: Pick<RunUseDeps, 'journal' | 'plans' | 'planStore' | 'now'>;
  readonly #kept = new Map<string, Asked>();

  constructor(deps: Pick<RunUseDeps, 'journal' | 'plans' | 'planStore' | 'now'>) {
    this.#deps = deps;
  }

  /** In the order of the rows; undefined for what is no longer to be read. Each run's journal is read once. */
  async of(rows: readonly ListedApproval[]): Promise<(Asked | undefined)[]> {
    const missing = new Map<string, ListedApproval[]>();
    for (const row of rows) {
      if (!this.#kept.has(keyOf(row))) missing.set(row.runId, [...(missing.get(row.runId) ?? []), row]);
    }
    for (const ofRun of missing.values()) await this.#read(ofRun);
    return rows.map((row) => this.#kept.get(keyOf(row)));
  }

  async #read(rows: readonly ListedApproval[]): Promise<void> {
    const [{ runId, planId } = { runId: '', planId: '' }] = rows;
    const folded = await this.fold({ runId, planId });
    if (this.#kept.size > MOST_KEPT) this.#kept.clear();
    for (const row of rows) {
      const found = folded?.get(row.path);
      if (found === undefined) continue;
      const { question, approvers, answeredBy } = found;
      this.#kept.set(keyOf(row), { question: question.slice(0, LONGEST_QUESTION), approvers, answeredBy });
    }
  }

  /** Every approval of a run by its path, as they stand now; undefined where the run's plan is gone. */
  async fold(run: { runId: string; planId: string }): Promise<Map<string, FoldedApproval> | undefined> {
    const { journal, plans, planStore, now } = this.#deps;
    const [plan, stored, events] = await Promise.all([
      plans.get(run.planId),
      planStore.find(run.planId),
      journal.read(run.runId),
    ]);
    if (plan === undefined || stored === null) return undefined;
    return foldApprovals({ plan, document: stored.document, events, now: now() });
  }
}

/** A step that is tried again asks anew, and may ask something else. */
function keyOf({ runId, path, askedAt, settledAt }: ListedApproval): string {
  return [runId, path, askedAt, settledAt ?? ''].join(' ');
}
