import type { FlowDocument, StepId } from '@patchbay/flow';

/** The frames of a flow, each before the one around it: what stands inside has its size when what is around it is measured. */
export function framesInsideOut({ steps }: FlowDocument): StepId[] {
  const depthOf = (id: StepId | undefined, depth = 0): number => {
    const step = id === undefined ? undefined : steps[id];
    return step === undefined || depth > 20 ? depth : depthOf(step.parent, depth + 1);
  };
  const frames = new Set(Object.values(steps).flatMap(({ parent }) => parent ?? []));
  return [...frames].toSorted((a, b) => depthOf(b) - depthOf(a));
}
