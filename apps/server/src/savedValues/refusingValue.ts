import { AppError } from '../errors.ts';
import { SavedValueError } from './savedValueStore.ts';

/** What a request is refused with where `work` finds a SavedValueError. */
export async function refusingValue<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof SavedValueError)) throw cause;
    throw new AppError('saved_value_refused', { reason: cause.message, details: { code: cause.code }, cause });
  }
}
