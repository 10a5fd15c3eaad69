import type { StepPath } from './runEvent.ts';
import type { RunState, Scope, StepState } from './runState.ts';

/** Where a step stands, in the journal's words. */
export function pathOf({ step, scope }: StepState): StepPath {
  return scope.owner === undefined ? step.id : `${pathOf(scope.owner)}[${scope.index}]/${step.id}`;
}

/** The step at a path; undefined where there is none, or its item is over and no longer kept. */
export function findStep(run: RunState, path: StepPath): StepState | undefined {
  if (!path.includes('[')) return stepIn(run.top, path);
  let scope: Scope | undefined = run.top;
  const way = path.split('/');
  for (const part of way.slice(0, -1)) {
    const [, loop = '', index = ''] = /^(\w+)\[(\d+)\]$/.exec(part) ?? [];
    scope = scope && itemOf(stepIn(scope, loop), Number(index));
  }
  return scope && stepIn(scope, way.at(-1) ?? '');
}

/** One round of a loop, while it is worked on, or later where items are kept. */
export function itemOf(loop: StepState | undefined, index: number): Scope | undefined {
  const { active, kept } = loop?.loop ?? {};
  for (const scope of active ?? []) if (scope.index === index) return scope;
  return kept?.scopes.get(index);
}

export function stepIn(scope: Scope, id: string): StepState | undefined {
  return scope.steps[scope.body.slots.get(id) ?? -1];
}
