import { type LoadedPlan, loadPlan, type Plan } from '@patchbay/execution';

const MOST_PLANS = 500;

/** Plans with their mappings compiled, the most recently used ones kept. A plan never changes, so nothing is invalidated. */
export function createPlanCache(find: (planId: string) => Promise<{ plan: Plan } | null>) {
  const loaded = new Map<string, LoadedPlan>();

  const keep = (planId: string, plan: LoadedPlan): LoadedPlan => {
    loaded.delete(planId);
    loaded.set(planId, plan);
    const oldest = loaded.keys().next();
    if (loaded.size > MOST_PLANS && !oldest.done) loaded.delete(oldest.value);
    return plan;
  };

  return {
    /** Undefined when there is no such plan. */
    async get(planId: string): Promise<LoadedPlan | undefined> {
      const known = loaded.get(planId);
      if (known !== undefined) return keep(planId, known);
      const found = await find(planId);
      return found === null ? undefined : keep(planId, loadPlan(found.plan));
    },
  };
}

export type PlanCache = ReturnType<typeof createPlanCache>;
