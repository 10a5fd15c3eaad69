import type { RunEvent, RunView, StepRun } from '@patchbay/execution';

/**
 * A long run without what would be in it twice: the data of its journal, which the view has, and what its trigger gave,
 * which is the payload. The browser puts that back (`wholeView`).
 */
export function sentOnce<Detail extends { events: RunEvent[]; view?: RunView }>(detail: Detail): Detail {
  const { view, events } = detail;
  if (view === undefined) return detail;
  const steps = view.steps.map((step) => (step.path === view.trigger ? withoutOutput(step) : step));
  return { ...detail, events: events.map(withoutData), view: { ...view, steps } };
}

function withoutOutput({ output: _output, ...step }: StepRun): StepRun {
  return step;
}

function withoutData(event: RunEvent): RunEvent {
  switch (event.type) {
    case 'run.started':
      return { ...event, payload: null };
    case 'run.answered':
      return { ...event, answer: { ...event.answer, body: null } };
    case 'step.succeeded':
    case 'step.resumed': {
      const { output: _output, ...fact } = event;
      return fact;
    }
    case 'steps.carriedOver':
      return { ...event, steps: event.steps.map(({ output: _output, ...step }) => step) };
    default:
      return event;
  }
}
