import type { Access } from '../policies/can.ts';
import type { SampleDeps, SampleRow } from './sampleStore.ts';

/** The samples and pins of a flow, without their values. */
export function listSamples(
  flowId: string,
  _access: Access<'run.read'>,
  { samples }: SampleDeps,
): Promise<SampleRow[]> {
  return samples.list(flowId);
}
