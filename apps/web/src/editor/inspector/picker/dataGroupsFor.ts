import type { WaysKnown } from '@patchbay/flow';
import { mayBeMissing } from '../data/mayBeMissing.ts';
import { keepLast } from '../keepLast.ts';
import type { StepContextValue } from '../stepContext.ts';
import { type DataGroup, dataGroups } from './groups.ts';

type Seen = Pick<StepContextValue, 'flow' | 'faceOf' | 'samples' | 'environmentFor' | 'valuesFor' | 'step'>;

const waysKnown = keepLast(
  ({ faceOf }: Pick<Seen, 'faceOf'>): WaysKnown => ({
    waysOn: (one) => faceOf(one).outlets.length,
    goesOnWithAny: ({ inputs: { wait } }) => wait?.kind === 'literal' && wait.value === 'any',
  }),
);

/** The steps that a field of a step may take data from, with their values. */
export function dataGroupsFor(
  { flow, faceOf, samples, environmentFor, valuesFor, step }: Seen,
  path: readonly string[],
): DataGroup[] {
  const values = valuesFor(path);
  const missing = mayBeMissing(flow, step.id, waysKnown({ faceOf }));
  return dataGroups({
    flow,
    environment: environmentFor(path),
    sampleOf: (id) => ({ value: values.value(id), from: samples.of(id)?.from ?? 'sample' }),
    reader: step.id,
    isUncertain: (id) => missing.has(id),
  });
}
