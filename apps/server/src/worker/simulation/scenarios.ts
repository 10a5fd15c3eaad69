import type { Plan, PlannedStep } from '@patchbay/execution';
import { wildPlan } from '@patchbay/execution/testing';
import * as fc from 'fast-check';
import type { Fault, Scenario } from './Story.ts';

const at = fc.oneof(fc.integer({ min: 1_000, max: 12_000 }), fc.integer({ min: 0, max: 40_000 }));
const process = fc.nat(2);
/** Mostly so long that others take the process for dead. */
const frozen = fc.oneof(fc.integer({ min: 100, max: 6_000 }), fc.integer({ min: 7_000, max: 20_000 }));

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constant('crash' as const), at, process, backAfter: fc.integer({ min: 100, max: 20_000 }) }),
  fc.record({ kind: fc.constant('freeze' as const), at, process, forMs: frozen }),
  fc.record({ kind: fc.constant('database-down' as const), at, forMs: fc.integer({ min: 100, max: 9_000 }) }),
);

/** Stories of any plan, on one to three processes, with all that can go wrong in the first minute. */
export const scenario: fc.Arbitrary<Scenario> = fc.record({
  seed: fc.integer(),
  plan: fc.tuple(wildPlan, fc.constantFrom(undefined, undefined, 1, 1, 2)).map(planned),
  runs: fc.integer({ min: 1, max: 5 }),
  processes: fc.integer({ min: 1, max: 3 }),
  faults: fc.array(fault, { maxLength: 5, size: 'max' }),
  lostWords: fc.constantFrom(0, 0, 0.02, 0.1),
  lostJobs: fc.constantFrom(0, 0.1, 0.5),
  room: fc.constantFrom({ most: 500, share: 50 }, { most: 500, share: 50 }, { most: 2, share: 1 }),
  keys: fc.integer({ min: 1, max: 2 }),
  cancels: fc.array(fc.record({ at, run: fc.nat(4) }), { maxLength: 1 }),
});

const SHORTER: Readonly<Record<string, string>> = { minutes: 'seconds', hours: 'minutes' };

/** Some flows limit how many of their runs are under way, for each customer. */
function planned([plan, atOnce]: [Plan, number | undefined]): Plan {
  const hurried = inAHurry(plan);
  const trigger = plan.steps.find(({ kind }) => kind === 'trigger')?.id;
  if (atOnce === undefined || trigger === undefined) return hurried;
  return { ...hurried, atOnce, key: { kind: 'reference', step: trigger, path: ['customer'] } };
}

/** Seconds where the plan says minutes, and few tries soon after each other: a story has a million heartbeats otherwise. */
function inAHurry(plan: Plan): Plan {
  return { ...plan, steps: plan.steps.map(hurried) };
}

function hurried(step: PlannedStep): PlannedStep {
  const { unit } = step.inputs;
  const named = unit?.kind === 'literal' && typeof unit.value === 'string' ? SHORTER[unit.value] : undefined;
  const inputs =
    named === undefined ? step.inputs : { ...step.inputs, unit: { kind: 'literal' as const, value: named } };
  if (step.kind !== 'call') return { ...step, inputs };
  return { ...step, inputs, retry: { tries: Math.min(3, step.retry?.tries ?? 3), firstWaitMs: 1_000 } };
}
