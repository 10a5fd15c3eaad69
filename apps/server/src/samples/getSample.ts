import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { SampleDeps, SampleKey } from './sampleStore.ts';

/** The value of one sample. Throws `not_found`. */
export async function getSample(
  key: SampleKey,
  _access: Access<'run.read'>,
  { samples }: SampleDeps,
): Promise<{ value: unknown }> {
  const found = await samples.get(key);
  if (found === null) throw new AppError('not_found');
  return found;
}
