import { type LoadedPlan, loadPlan } from '@patchbay/execution';
import type { HookRoute } from '../store/hookRoutes.ts';
import { type TriggerSettings, triggerSettings } from './triggerSettings.ts';

/** What is told, with the flow's id, when a flow's hooks lead elsewhere: it was published, switched, deleted. */
export const HOOK_CHANNEL = 'hook_changed';

/** A hook's route, ready for requests. */
export type Route = Omit<HookRoute, 'live'> & {
  live: LiveTrigger | null;
};

/** A trigger of the version that is published. */
export type LiveTrigger = {
  number: number;
  planId: string;
  plan: LoadedPlan;
  settings: TriggerSettings;
  /** It is switched off by itself, and takes as little as a flow that is. */
  isOff: boolean;
};

/** A change that nobody told us of (its notification was lost) is seen after this time. */
const KEPT_MS = 5_000;
const MOST_ROUTES = 10_000;

/** Routes as the database has them, kept for moments: a flood of requests to one hook is one look-up. */
export class Routes {
  readonly #find: (hookId: string) => Promise<HookRoute | null>;
  readonly #now: () => number;
  readonly #kept = new Map<string, { until: number; route: Route | null }>();
  readonly #finding = new Map<string, Promise<Route | null>>();
  /** Grows with every change, so a look-up that began before one is not kept after it. */
  #changes = 0;

  constructor(options: { find(hookId: string): Promise<HookRoute | null>; now(): number }) {
    this.#find = options.find;
    this.#now = options.now;
  }

  /** Not a promise where it is known: most requests. */
  get(hookId: string): Route | null | Promise<Route | null> {
    const kept = this.#kept.get(hookId);
    if (kept !== undefined && kept.until > this.#now()) return kept.route;
    const underWay = this.#finding.get(hookId);
    if (underWay !== undefined) return underWay;
    const finding = this.#lookUp(hookId, kept?.route ?? null).finally(() => this.#finding.delete(hookId));
    this.#finding.set(hookId, finding);
    return finding;
  }

  /** Forgets the routes of a flow. */
  changed(flowId: string): void {
    this.#changes += 1;
    for (const [hookId, { route }] of this.#kept) {
      if (route === null || route.flowId === flowId) this.#kept.delete(hookId);
    }
  }

  /** Changes may have been missed: forgets all. */
  forgetAll(): void {
    this.#changes += 1;
    this.#kept.clear();
  }

  async #lookUp(hookId: string, before: Route | null): Promise<Route | null> {
    const changes = this.#changes;
    const found = await this.#find(hookId);
    const route = found === null ? null : load(found, before);
    if (changes !== this.#changes) return route;
    if (this.#kept.size >= MOST_ROUTES) this.#kept.clear();
    this.#kept.set(hookId, { until: this.#now() + KEPT_MS, route });
    return route;
  }
}

/** The plan is compiled again only when it is another one. */
function load({ live, ...route }: HookRoute, before: Route | null): Route {
  if (live === null) return { ...route, live: null };
  const { number, planId } = live;
  if (before?.live?.planId === planId) {
    return { ...route, active: route.active && !before.live.isOff, live: { ...before.live, number } };
  }
  const trigger = live.plan.steps.find((step) => step.id === route.stepId && step.kind === 'trigger');
  const settings = trigger && triggerSettings(trigger);
  // The live version may not have the step any more; then nothing can be sent to it.
  if (settings === undefined) return { ...route, live: null };
  const isOff = trigger?.passesTo !== undefined;
  return {
    ...route,
    active: route.active && !isOff,
    live: { number, planId, plan: loadPlan(live.plan), settings, isOff },
  };
}
