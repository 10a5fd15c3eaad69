import type { RunView } from '@patchbay/execution';

/** A view as it came from the server, which leaves out what the trigger gave: it is what the run was started with. */
export function wholeView(view: RunView): RunView {
  const { payload, trigger } = view;
  const steps = view.steps.map((step) =>
    step.path === trigger && step.status === 'succeeded' ? { ...step, output: step.output ?? payload } : step,
  );
  return { ...view, steps };
}
