import { viewRun } from '@patchbay/execution';
import { recordByHand } from '../runs/recordByHand.ts';
import type { RunUseDeps } from '../runs/runPorts.ts';

/** Runs that rest and whose flow uses an account that was connected again. */
export type ResumeStore = {
  /** Calls back with some of them, in the order they began. Gives how many there were; none: nothing is left to do. */
  some(
    now: number,
    carryOn: (resume: { connectionId: string; runId: string; planId: string }) => Promise<void>,
  ): Promise<number>;
};

export type ResumeDeps = Pick<RunUseDeps, 'journal' | 'plans' | 'announce' | 'now' | 'onError'> & {
  resumes: ResumeStore;
};

/** Who says that a step is to be tried again. */
const BY_ACCOUNT = 'account';

/** Carries on the runs that waited for an account, once it has been connected again. */
export function dueResumes(deps: ResumeDeps) {
  return {
    async startDue(now: number): Promise<{ taken: number; runIds: string[] }> {
      const runIds: string[] = [];
      const taken = await deps.resumes.some(now, async (resume) => {
        try {
          if (await carryOn(resume, deps)) runIds.push(resume.runId);
        } catch (error) {
          // One that cannot be read must not keep the others waiting.
          deps.onError(error, { runId: resume.runId });
        }
      });
      return { taken, runIds };
    },
  };
}

async function carryOn(
  { connectionId, runId, planId }: { connectionId: string; runId: string; planId: string },
  { journal, plans, announce, now }: ResumeDeps,
): Promise<boolean> {
  const plan = await plans.get(planId);
  if (plan === undefined) return false;
  let isCarriedOn = false;
  await recordByHand(
    runId,
    (events) => {
      const waiting = viewRun(plan, events).steps.filter(({ step, status, failure, waiting: waitsFor }) => {
        const uses = plan.plan.steps.find(({ id }) => id === step)?.connection;
        const isBroken = status === 'waiting' && waitsFor === undefined && failure?.retry === 'after-reconnect';
        return isBroken && uses === connectionId;
      });
      isCarriedOn = waiting.length > 0;
      return waiting.map(({ path }) => ({ type: 'step.retried', at: now(), path, by: BY_ACCOUNT }) as const);
    },
    { journal, announce },
  );
  return isCarriedOn;
}
