import { viewRun } from '@patchbay/execution';
import { cancellation } from '../runs/cancelRun.ts';
import { recordByHand } from '../runs/recordByHand.ts';
import type { RunUseDeps } from '../runs/runPorts.ts';

type Place = { workspaceId: string; connectionId: string };
type Waiting = { connectionId: string; runId: string; planId: string; dropsBy: string | null };

/** Runs that rest because of an account, and what is to become of them. */
export type ResumeStore = {
  /**
   * Calls back with some of them, in the order they began; what comes back says whether it was one. Gives how many there
   * were; none: nothing is left to do.
   */
  some(now: number, deal: (waiting: Waiting) => Promise<boolean>): Promise<number>;
  /** How many wait for it. */
  waiting(account: Place): Promise<number>;
  /** Has them carried on, or dropped by somebody. */
  begin(wish: Place & { dropsBy: string | null; now: number }): Promise<void>;
  /** Leaves the rest as they are. */
  stop(account: Place): Promise<void>;
};

export type ResumeDeps = Pick<RunUseDeps, 'journal' | 'plans' | 'announce' | 'now' | 'onError'> & {
  resumes: ResumeStore;
};

/** Who says that a step is to be tried again. */
const BY_ACCOUNT = 'account';

/** Deals with the runs that waited for an account: carries them on once it has been connected again, or drops them. */
export function dueResumes(deps: ResumeDeps) {
  return {
    async startDue(now: number): Promise<{ taken: number; runIds: string[] }> {
      const runIds: string[] = [];
      const taken = await deps.resumes.some(now, async (waiting) => {
        try {
          const isDone = await deal(waiting, deps);
          if (isDone && waiting.dropsBy === null) runIds.push(waiting.runId);
          return isDone;
        } catch (error) {
          // One that cannot be read must not keep the others waiting.
          deps.onError(error, { runId: waiting.runId });
          return false;
        }
      });
      return { taken, runIds };
    },
  };
}

/** Whether the run waited for the account: then it goes on, or ends. */
async function deal(
  { connectionId, runId, planId, dropsBy }: Waiting,
  { journal, plans, announce, now }: ResumeDeps,
): Promise<boolean> {
  const plan = await plans.get(planId);
  if (plan === undefined) return false;
  let isDone = false;
  await recordByHand(
    runId,
    (events) => {
      const waiting = viewRun(plan, events).steps.filter(({ step, status, failure, waiting: waitsFor }) => {
        const uses = plan.plan.steps.find(({ id }) => id === step)?.connection;
        const isBroken = status === 'waiting' && waitsFor === undefined && failure?.retry === 'after-reconnect';
        return isBroken && uses === connectionId;
      });
      isDone = waiting.length > 0;
      if (isDone && dropsBy !== null) {
        return cancellation({ first: events[0], last: events.at(-1) }, { at: now(), by: dropsBy });
      }
      return waiting.map(({ path }) => ({ type: 'step.retried', at: now(), path, by: BY_ACCOUNT }) as const);
    },
    { journal, announce },
  );
  return isDone;
}
