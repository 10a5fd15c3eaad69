import type { Access } from '../policies/can.ts';
import type { SampleDeps, SampleKey } from './sampleStore.ts';

/** Deletes a sample, or takes a pin off; one that is gone already does not matter. */
export function deleteSample(key: SampleKey, _access: Access<'flow.update'>, { samples }: SampleDeps): Promise<void> {
  return samples.remove(key);
}
