import { messageOf, say } from '@patchbay/words';
import { OperationError } from '@patchbay/connector';
import { describe } from './describe.ts';

/**
 * Whether a condition is met. A missing answer is a no, since data from APIs is ragged; anything but yes, no or nothing is
 * a mistake in the flow. Throws OperationError.
 */
export function isMet(condition: unknown): boolean {
  if (typeof condition === 'boolean') return condition;
  if (condition === undefined || condition === null) return false;
  const sentence = say('The condition gave {what} where yes or no (true or false) is needed.', {
    what: describe(condition),
  });
  throw new OperationError({ code: 'condition_not_boolean', ...messageOf(sentence), retry: 'never' });
}
