import type { ReplayProblem } from '@patchbay/execution';

/** `nameOf`: a step's name on the canvas. `version`: in words, what it would follow. */
type Told = { nameOf(step: string): string; version: string };

/** Why a run cannot be run again so, and what can be done instead: a sentence or two. */
export function replaySentence(problem: ReplayProblem, { nameOf, version }: Told): string {
  switch (problem.code) {
    case 'nothing_failed':
      return 'Nothing failed in this run. Choose a step, or run it from the start.';
    case 'step_gone':
      return `“${nameOf(problem.step)}” is not in ${version}, or is another step there. Choose another step, or the version the run had.`;
    case 'step_aside':
      return `The run does not come to “${nameOf(problem.step)}”: it goes another way.`;
    case 'step_not_reached':
      return `“${nameOf(problem.before)}” stands before “${nameOf(problem.step)}” and was not finished in this run. Start with that one.`;
    case 'step_new':
      return `“${nameOf(problem.before)}” stands before “${nameOf(problem.step)}”, is new or another step in ${version}, and does more than read. Start with that one, or run it from the start.`;
    case 'field_missing':
      return `“${nameOf(problem.step)}” takes “${problem.path}” of “${nameOf(problem.source)}” for its field “${problem.field}”, which was not there in this run. Start with “${nameOf(problem.source)}”.`;
  }
}
