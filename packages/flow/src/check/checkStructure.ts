import { say, sayAll } from '@patchbay/words';
import type { Diagnostic } from '../diagnostic.ts';
import type { Step, StepId } from '../document.ts';
import { own } from '../equal.ts';
import { findCycles, loopsAround } from '../graph.ts';
import { MOST_NAMED, quoted } from '../words.ts';
import { checkTriggers } from './checkTriggers.ts';
import { type CheckContext, error, nameOf, warning } from './context.ts';

/** More steps than this in one flow are refused: a person can no longer read it. */
export const MOST_STEPS = 1_000;
/** Loops inside loops inside loops. */
const MOST_LOOPS_DEEP = 10;

/** What is wrong with the flow as a whole: its size, its trigger, its circles. */
export function checkWhole(context: CheckContext): Diagnostic[] {
  return [...checkSize(context), ...checkTrigger(context), ...checkTriggers(context), ...checkCycles(context)];
}

/** What is wrong with where each step stands: an operation nobody knows, a loop that is gone, out of every trigger's reach. */
export function checkPlaces(context: CheckContext): Diagnostic[] {
  const reached = reachedFromTriggers(context);
  return Object.values(context.document.steps).flatMap((step) =>
    [checkOperation(context, step), checkLoop(context, step), checkReach(context, step, reached)].flat(),
  );
}

function checkSize({ document }: CheckContext): Diagnostic[] {
  const count = Object.keys(document.steps).length;
  if (count <= MOST_STEPS) return [];
  const message = say('This flow has {count} steps; {most} is the most. Move some of them to a flow of their own.', {
    count,
    most: MOST_STEPS,
  });
  return [error('too_many_steps', message)];
}

function checkTrigger({ document, operationOf, isOff }: CheckContext): Diagnostic[] {
  const triggers = Object.values(document.steps).filter((step) => operationOf(step)?.kind === 'trigger');
  if (triggers.some((step) => !isOff(step))) return [];
  if (triggers.length > 0) {
    return [error('no_trigger', 'Nothing starts this flow: its trigger is switched off. Switch it on or add one.')];
  }
  return [error('no_trigger', 'This flow has no trigger. Add one to say what starts it.')];
}

function checkCycles({ document, graph }: CheckContext): Diagnostic[] {
  return findCycles(document, graph).map((cycle) => {
    const [first] = cycle;
    const names = sayAll(
      cycle.map((id) => nameOf(document, id)),
      MOST_NAMED,
    );
    const circle =
      cycle.length === 1
        ? say('{names} waits for itself. Remove one of the wires between them.', { names })
        : say('{names} wait for each other in a circle. Remove one of the wires between them.', { names });
    return error('cycle', circle, first && { step: first });
  });
}

function checkOperation({ operationOf }: CheckContext, step: Step): Diagnostic[] {
  if (operationOf(step) !== undefined) return [];
  const { connector, operation, version } = step.uses;
  const message = say(
    '{step} uses {operation} of {connector}, which is not here (version {version}). Add its API again, update Patchbay, or pick something else for the step.',
    { step: quoted(step.name), operation, connector, version },
  );
  return [error('unknown_operation', message, { step: step.id })];
}

function checkLoop({ document, operationOf }: CheckContext, step: Step): Diagnostic[] {
  if (step.parent === undefined) return [];
  const at = { step: step.id };
  const name = quoted(step.name);
  const loop = own(document.steps, step.parent);
  if (loop === undefined)
    return [error('loop_missing', say('{name} stands in a loop that is gone. Move it out.', { name }), at)];
  const loops = loopsAround(document, step.id);
  if (isInItself(document.steps, loops)) {
    const values = { name, loop: nameOf(document, loop.id) };
    return [error('loop_in_itself', say('{name} stands inside itself, by way of {loop}. Move it out.', values), at)];
  }
  if (loops.length > MOST_LOOPS_DEEP) {
    const values = { name, count: loops.length, most: MOST_LOOPS_DEEP };
    return [error('loops_too_deep', say('{name} stands in {count} loops; {most} is the most.', values), at)];
  }
  const operation = operationOf(loop);
  if (operation !== undefined && operation.kind !== 'forEach') {
    const values = { name, loop: quoted(loop.name) };
    return [
      error('parent_not_a_loop', say('{name} stands inside {loop}, which is not a loop. Move it out.', values), at),
    ];
  }
  if (operationOf(step)?.kind !== 'trigger') return [];
  return [error('trigger_in_loop', say('The trigger {name} stands inside a loop. Move it out.', { name }), at)];
}

/** `loopsAround` stops before it would come round, so its last loop still has a parent. */
function isInItself(steps: Readonly<Record<string, Step>>, loops: readonly StepId[]): boolean {
  const outermost = loops.at(-1);
  const beyond = outermost && own(steps, outermost)?.parent;
  return beyond !== undefined && own(steps, beyond) !== undefined;
}

function checkReach(
  { graph, operationOf, isOff }: CheckContext,
  step: Step,
  reached: ReadonlySet<string>,
): Diagnostic[] {
  const operation = operationOf(step);
  const isEmptyLoop = operation?.kind === 'forEach' && graph.inside(step.id).length === 0;
  const name = quoted(step.name);
  const frames = {
    once: say('The group {name} has no steps inside, so it does nothing.', { name }),
    until: say('The repetition {name} has no steps inside, so it does nothing.', { name }),
    items: say('The loop {name} has no steps inside, so it does nothing.', { name }),
  };
  const empty = frames[operation?.frame ?? 'items'];
  const unreached = say('Nothing leads to {name}, so it never runs. Connect it or delete it.', { name });
  return [
    ...(reached.has(step.id) || isOff(step) ? [] : [warning('step_not_reached', unreached, { step: step.id })]),
    ...(isEmptyLoop ? [warning('loop_empty', empty, { step: step.id })] : []),
  ];
}

/** The steps that some run can come to. Inside a loop everything that waits for nothing starts with each item. */
function reachedFromTriggers({ document, graph, operationOf, isOff }: CheckContext): Set<string> {
  const reached = new Set<string>();
  const open = Object.values(document.steps).filter((step) => operationOf(step)?.kind === 'trigger' && !isOff(step));
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    if (reached.has(step.id)) continue;
    reached.add(step.id);
    const after = graph.outgoing(step.id).map(({ to }) => graph.step(to));
    const starts = graph.inside(step.id).filter(({ id }) => graph.incoming(id).length === 0);
    open.push(...after.filter((next) => next !== undefined), ...starts);
  }
  return reached;
}
