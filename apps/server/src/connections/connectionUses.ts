import type { FlowDocument, Step } from '@patchbay/flow';

/** A step that uses an account. One that is switched off, or stands in something that is, never asks for it. */
type StepWithAccount = { id: string; name: string; isOff: boolean };

/** A flow whose draft or live version names an account. */
type FlowWithAccount = {
  id: string;
  name: string;
  active: boolean;
  draft: FlowDocument;
  live: FlowDocument | null;
  /** Who published what is live; null where nobody knows. */
  publishedBy: string | null;
};

/** That the live version of a flow which is on calls another flow. */
export type FlowCall = { id: string; name: string; calls: string };

/** That a step of a flow's draft or live version uses an account. */
export type NamedUse = { connectionId: string; id: string; name: string };

/** Which flows name an account. */
export type ConnectionUseStore = {
  /** By name. */
  flowsWith(account: { workspaceId: string; connectionId: string }): Promise<FlowWithAccount[]>;
  /** Of every account, each flow once, by name. Also of accounts that are no more. */
  usesOfAll(workspaceId: string): Promise<NamedUse[]>;
  calls(workspaceId: string): Promise<FlowCall[]>;
};

/** How one flow uses an account: by the steps of its live version, and by those of its draft. */
export type ConnectionUse = {
  id: string;
  name: string;
  active: boolean;
  isPublished: boolean;
  publishedBy: string | null;
  live: StepWithAccount[];
  draft: StepWithAccount[];
  /** It is on and its live version needs the account. */
  stops: boolean;
};

/** `callers` use the account only by calling a flow that stops; they fail there. */
export type ConnectionUses = { flows: ConnectionUse[]; callers: { id: string; name: string }[] };

/** The steps that use an account, top to bottom as they stand on the canvas. */
function stepsWith(document: FlowDocument, connectionId: string): StepWithAccount[] {
  return Object.values(document.steps)
    .filter(({ connection }) => connection === connectionId)
    .sort((a, b) => a.position.y - b.position.y || a.position.x - b.position.x)
    .map((step) => ({ id: step.id, name: step.name, isOff: isOff(step, document) }));
}

/** How a flow uses an account. */
export function useOf({ draft, live, ...flow }: FlowWithAccount, connectionId: string): ConnectionUse {
  const running = live === null ? [] : stepsWith(live, connectionId);
  return {
    ...flow,
    isPublished: live !== null,
    live: running,
    draft: stepsWith(draft, connectionId),
    stops: flow.active && running.some((step) => !step.isOff),
  };
}

/** Those that call one of these flows, or call what calls one; never these themselves. */
export function callersOf(stopped: readonly string[], calls: readonly FlowCall[]): { id: string; name: string }[] {
  const reached = new Set(stopped);
  const callers = new Map<string, string>();
  const next = () => calls.find(({ id, calls: called }) => reached.has(called) && !reached.has(id));
  for (let caller = next(); caller !== undefined; caller = next()) {
    reached.add(caller.id);
    callers.set(caller.id, caller.name);
  }
  return [...callers].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function isOff(step: Step, { steps }: FlowDocument): boolean {
  const seen = new Set<string>();
  for (let at: Step | undefined = step; at !== undefined && !seen.has(at.id); ) {
    if (at.disabled === true) return true;
    seen.add(at.id);
    at = at.parent === undefined ? undefined : steps[at.parent];
  }
  return false;
}
