import { type ReferenceUse, referencesIn } from '@patchbay/expression';
import type { Body, LoadedStep } from './loadPlan.ts';
import type { RunState } from './runState.ts';
import { stepIn } from './stepPath.ts';

/** The input `field` of `step` takes `path` of what `source` gave, and that gave no such thing. */
export type MissingField = { step: string; field: string; source: string; path: string };

/**
 * What steps of another version take from carried results and do not find there. What a step took before it may go without
 * as it did.
 */
export function missingFields(old: RunState, state: RunState): MissingField[] {
  const ahead = state.top.steps.filter(({ status }) => status === 'ready' || status === 'waiting');
  const before = new Map(withInside(old.plan.top).map((step) => [step.id, usesOf(step).map(textOf)]));
  return ahead
    .flatMap(({ step }) => [step, ...(step.body ? withInside(step.body) : [])])
    .flatMap((step) =>
      usesOf(step).filter((use) => !before.get(step.id)?.includes(textOf(use)) && isMissing(state, use)),
    )
    .map(({ step, field, use }) => ({ step, field, source: use.step, path: use.path.join('.') }));
}

type Use = { step: string; field: string; use: ReferenceUse };

function usesOf({ id, planned }: LoadedStep): Use[] {
  return Object.entries(planned.inputs).flatMap(([field, mapping]) =>
    referencesIn(mapping).map((use) => ({ step: id, field, use })),
  );
}

const textOf = ({ use }: Use): string => JSON.stringify(use);

function isMissing({ top }: RunState, { use: { step, path } }: Use): boolean {
  const source = stepIn(top, step);
  if (source === undefined || path.length === 0 || !(source.isCarried || source.step.kind === 'trigger')) return false;
  let value = source.output;
  for (const segment of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return true;
    value = new Map<unknown, unknown>(Object.entries(value)).get(String(segment));
  }
  return false;
}

function withInside({ steps }: Body): LoadedStep[] {
  return steps.flatMap((step) => [step, ...(step.body ? withInside(step.body) : [])]);
}
