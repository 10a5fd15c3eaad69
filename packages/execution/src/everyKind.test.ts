import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldRun } from './apply.ts';
import type { PlannedStep } from './plan.ts';
import type { RunEvent } from './runEvent.ts';
import type { RunView, StepRun } from './runView.ts';
import { limitedPlan, randomPlan } from './testing/randomPlan.ts';
import { RoughRun, type World } from './testing/rough.ts';
import { viewState } from './viewRun.ts';

// Flows of every kind of step, in a world where calls fail, hang and come later, people speak too early, too late and
// twice, and workers die, meet each other and are cancelled. `PATCHBAY_FLOWS` says how many to draw instead of a few.

const FLOWS = Number(process.env.PATCHBAY_FLOWS ?? 500);
const LONGEST_MS = 120_000 + FLOWS * 60;

const roughWorlds: fc.Arbitrary<World> = fc.record({
  seed: fc.integer(),
  trigger: fc.nat(1),
  isRough: fc.constant(true),
  blows: fc.array(
    fc.record({
      atWrite: fc.nat(8),
      kind: fc.constantFrom('cut', 'cut-after', 'conflict', 'other-worker', 'word', 'word', 'cancel'),
    }),
    { maxLength: 4 },
  ),
});
const calmWorlds: fc.Arbitrary<World> = fc.record({
  seed: fc.integer(),
  trigger: fc.nat(1),
  isRough: fc.constant(false),
  blows: fc.constant([]),
});

it(
  'ends every run, loses no way, begins nothing too early and nothing finished again',
  async () => {
    await fc.assert(
      fc.asyncProperty(limitedPlan, roughWorlds, async (plan, world) => {
        const run = new RoughRun(plan, { world });
        const outcome = await run.end();
        const view = run.view();
        expect(outcome).toEqual({ kind: 'finished', outcome: view.status });
        const problems = [
          ...run.broken,
          ...stepsLeftOpen(view, run.events),
          ...waysLost(view, { steps: plan.steps, events: run.events }),
          ...begunTooEarly(run.events, plan.steps),
          ...begunAgain(run.events),
          ...repeatedUnasked(run.events, plan.steps),
          ...itemsForgotten(view, plan.steps),
        ];
        expect(problems).toEqual([]);
      }),
      { numRuns: FLOWS },
    );
  },
  LONGEST_MS,
);

it(
  'goes on from any moment of its journal to the same end',
  async () => {
    await fc.assert(
      fc.asyncProperty(randomPlan, calmWorlds, fc.nat(), async (plan, world, cut) => {
        const whole = new RoughRun(plan, { world });
        const outcome = await whole.end();
        const journal = whole.events.slice(0, 1 + (cut % whole.events.length));
        const again = new RoughRun(plan, { world, journal });
        expect(await again.end()).toEqual(outcome);
        expect(again.broken).toEqual([]);
        const [after, before] = [again.view(), whole.view()];
        expect(after.status).toBe(before.status);
        // Where two ways fail side by side, who went on may see the other one fail first, which ends the run.
        const isEarly = before.status === 'failed';
        expect(isEarly ? inBoth(after, before) : seen(after)).toEqual(isEarly ? inBoth(before, after) : seen(before));
      }),
      { numRuns: FLOWS / 2 },
    );
  },
  LONGEST_MS,
);

it(
  'shows the items of loops that are asked for as if all were kept',
  async () => {
    await fc.assert(
      fc.asyncProperty(limitedPlan, roughWorlds, fc.nat(3), async (plan, world, index) => {
        const run = new RoughRun(plan, { world });
        await run.end();
        const all = run.view();
        const loops = all.steps.filter(({ items }) => items !== undefined);
        const asked = new Map(loops.map(({ path }) => [path, index]));
        const some = viewState(foldRun(run.loaded, run.events, asked));
        const known = new Map(all.steps.map((step) => [step.path, step]));
        expect(some.steps.filter((step) => !isDeepStrictEqual({ ...step }, { ...known.get(step.path) }))).toEqual([]);
        const shown = new Set(some.steps.map(({ path }) => path));
        expect(all.steps.filter(({ path }) => isAskedFor(path, index) && !shown.has(path))).toEqual([]);
        const inSome = new Set(some.steps.map(({ path }) => path.slice(0, path.lastIndexOf('/'))));
        const inAll = new Set(all.steps.map(({ path }) => path.slice(0, path.lastIndexOf('/'))));
        const wanted = some.steps.flatMap(alwaysShown).filter((round) => inAll.has(round));
        expect(wanted.filter((round) => !inSome.has(round))).toEqual([]);
      }),
      { numRuns: FLOWS / 4 },
    );
  },
  LONGEST_MS,
);

/** Whether a step stands in the item asked for of every loop around it. */
function isAskedFor(path: string, index: number): boolean {
  return [...path.matchAll(/\[(\d+)\]/g)].every(([, at]) => Number(at) === index);
}

/** Of a loop, the first round that failed and the latest, by how its rounds stand. */
function alwaysShown({ path, rounds = [] }: StepRun): string[] {
  const states = rounds.flatMap(([state, count]) => Array.from({ length: count }, () => state));
  const latest = states.findLastIndex((state) => state !== 'waiting');
  return [states.indexOf('failed'), latest].filter((index) => index >= 0).map((index) => `${path}[${index}]`);
}

/** What a reader of the finished run sees, but for times and attempts, and which of several answers was the first. */
function seen({ status, steps, edges }: RunView) {
  return {
    status,
    edges,
    steps: steps.map(({ path, status: was, outlet, output }) => ({ path, was, outlet, output })),
  };
}

/** Of a run, what each step gave that succeeded here and in the other. */
function inBoth(view: RunView, other: RunView) {
  const too = new Set(other.steps.filter(({ status }) => status === 'succeeded').map(({ path }) => path));
  return seen(view).steps.filter(({ path, was }) => was === 'succeeded' && too.has(path));
}

/** A run that is over shows no step as if something were still to come, nor asks about one unless it was ended around it. */
function stepsLeftOpen(view: RunView, events: readonly RunEvent[]): string[] {
  const open = view.steps.filter(({ status }) =>
    status === 'unknown' ? !wasEnded(view, events) : ['waiting', 'running', 'retrying'].includes(status),
  );
  return open.map(({ path, status }) => `${path} is left ${status}`);
}

/** Whether something ended the run that does not let the other ways go on. */
function wasEnded({ status, failure }: RunView, events: readonly RunEvent[]): boolean {
  return status === 'cancelled' || failure !== undefined || events.some(({ type }) => type === 'run.stopped');
}

/**
 * Every step that a taken wire leads to, and whose other wires are settled, has begun, unless somebody ended the run
 * before; and no other step has. Worked out from the plan and how the steps ended, by nothing of the engine.
 */
function waysLost(
  view: RunView,
  { steps, events }: { steps: readonly PlannedStep[]; events: readonly RunEvent[] },
): string[] {
  const byPath = new Map(view.steps.map((step) => [step.path, step]));
  const plannedOf = new Map<string, PlannedStep>(steps.map((step) => [step.id, step]));
  const waysTo = ({ path, step }: StepRun) =>
    (plannedOf.get(step)?.incoming ?? []).map(({ from, outlet }) => {
      const source = byPath.get(`${path.slice(0, path.length - step.length)}${from}`);
      // A call that feeds a loop leads on with its first page, whatever becomes of the others.
      const left = source?.pages === undefined ? source?.outlet : 'done';
      return { isTaken: left === outlet, isSettled: source !== undefined && isSettled(source) };
    });
  const isSettled = (step: StepRun): boolean => {
    if (step.outlet !== undefined || step.pages !== undefined) return true;
    const ways = waysTo(step);
    const isUnfired = plannedOf.get(step.step)?.kind === 'trigger';
    return isUnfired || (ways.length > 0 && ways.every((way) => way.isSettled && !way.isTaken));
  };
  return view.steps.flatMap((run) => {
    const planned = plannedOf.get(run.step);
    if (planned === undefined || planned.kind === 'trigger') return [];
    const ways = waysTo(run);
    const isTaken = ways.some((way) => way.isTaken) || ways.length === 0;
    const mayBegin = isTaken && (planned.startsWithAny === true || ways.every((way) => way.isSettled));
    if (hasBegun(run, planned)) return mayBegin ? [] : [`${run.path} began although no way led to it`];
    return mayBegin && !wasEnded(view, events)
      ? [`${run.path} was lost: a way led to it, and it is ${run.status}`]
      : [];
  });
}

/** A step that is switched off begins by being passed. */
function hasBegun({ attempts, outlet, pages }: StepRun, { passesTo }: PlannedStep): boolean {
  return passesTo === undefined ? attempts > 0 || pages !== undefined : outlet !== undefined;
}

type Told = { path: string; kind: 'began' | 'settled'; outlet?: string };

/**
 * The journal, event by event, as what it says of steps. What a loop gives follows from its items and is not in it. A call
 * that feeds a loop is over with its first page here: what comes of the others is the loop's.
 */
function told(events: readonly RunEvent[]): Told[] {
  const fed = new Set<string>();
  return events.flatMap((event): Told[] => {
    if ('path' in event && fed.has(event.path)) return [];
    if (event.type === 'step.succeeded' && event.page !== undefined) fed.add(event.path);
    switch (event.type) {
      case 'run.started':
        return [{ path: event.trigger, kind: 'settled', outlet: 'done' }];
      case 'step.started':
      case 'loop.started':
        return [{ path: event.path, kind: 'began' }];
      case 'step.waiting':
        return [{ path: event.path, kind: 'began' }];
      case 'run.answered':
        return both(event.path, 'done');
      case 'step.succeeded':
        return both(event.path, event.outlet);
      case 'loop.progressed':
        return event.items.flatMap((steps, offset) =>
          steps.flatMap(([id, outlet]) => both(`${event.path}[${event.from + offset}]/${id}`, outlet)),
        );
      default:
        return [];
    }
  });
}

function both(path: string, outlet: string): Told[] {
  return [
    { path, kind: 'began' },
    { path, kind: 'settled', outlet },
  ];
}

/** A step begins after all the steps that it waits for were left or failed; the journal's order shows it. */
function begunTooEarly(events: readonly RunEvent[], steps: readonly PlannedStep[]): string[] {
  const plannedOf = new Map<string, PlannedStep>(steps.map((step) => [step.id, step]));
  const began = new Map<string, number>();
  const settled = new Map<string, number>();
  for (const [at, { path, kind }] of told(events).entries()) {
    const known = kind === 'began' ? began : settled;
    if (!known.has(path)) known.set(path, at);
  }
  return [...began].flatMap(([path, at]) => {
    const id = path.slice(path.lastIndexOf('/') + 1);
    const planned = plannedOf.get(id);
    if (planned === undefined || planned.startsWithAny) return [];
    const place = path.slice(0, path.length - id.length);
    const late = planned.incoming.filter(({ from }) => (settled.get(`${place}${from}`) ?? -1) > at);
    return late.map(({ from }) => `${path} began before ${from} was settled`);
  });
}

/** What has succeeded is in the journal once, and nothing of the same step comes after it. */
function begunAgain(events: readonly RunEvent[]): string[] {
  const done = new Set<string>();
  return told(events).flatMap(({ path, kind }) => {
    if (done.has(path)) return [`${path} began or ended again after it had finished`];
    if (kind === 'settled') done.add(path);
    return [];
  });
}

/** A call that must not be repeated is sent again only after somebody has heard of how it went. */
function repeatedUnasked(events: readonly RunEvent[], steps: readonly PlannedStep[]): string[] {
  const unsafe = new Set<string>(steps.filter(({ repeat }) => repeat === 'unsafe').map(({ id }) => id));
  const underWay = new Set<string>();
  return events.flatMap((event) => {
    if (event.type === 'step.failed' || event.type === 'step.skipped') underWay.delete(event.path);
    if (event.type !== 'step.started' || !unsafe.has(event.path.slice(event.path.lastIndexOf('/') + 1))) return [];
    if (underWay.has(event.path)) return [`${event.path} was sent again, and nobody had asked`];
    underWay.add(event.path);
    return [];
  });
}

/** A loop that is over has gone through all its items, with all the steps in it. */
function itemsForgotten({ steps: runs }: RunView, steps: readonly PlannedStep[]): string[] {
  const paths = new Set(runs.map(({ path }) => path));
  return runs.flatMap(({ path, step, status, attempts, items }) => {
    if (items === undefined || status !== 'succeeded' || attempts === 0) return [];
    const inside = steps.filter(({ parent }) => parent === step);
    const places = Array.from({ length: items.count }, (_, index) => `${path}[${index}]`);
    const wanted = places.flatMap((place) => inside.map(({ id }) => `${place}/${id}`));
    return wanted.filter((place) => !paths.has(place)).map((place) => `${place} was forgotten`);
  });
}
