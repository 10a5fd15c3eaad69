import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { type SampleDeps, type SampleKey, sampleLimits } from './sampleStore.ts';

/** Keeps a sample of a step, over the one of the same name, or pins an output to it. Throws `sample_refused`. */
export async function setSample(
  { value, ...key }: SampleKey & { value: unknown },
  _access: Access<'flow.update'>,
  { samples }: SampleDeps,
): Promise<void> {
  if (!key.isPin && key.name === '') throw refused('Give the sample a name.');
  const text = JSON.stringify(value ?? null) ?? 'null';
  if (Buffer.byteLength(text) > sampleLimits.valueBytes)
    throw refused('A sample holds 5 MB at most. Cut it down first.');
  const isKept = await samples.set({ ...key, name: key.isPin ? '' : key.name }, text);
  if (!isKept) throw refused('A flow keeps 200 samples and pins at most. Delete old ones first.');
}

function refused(reason: string): AppError {
  return new AppError('sample_refused', { reason });
}
