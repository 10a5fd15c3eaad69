import { isObject, OperationError } from '@patchbay/connector';
import type { Input } from '@patchbay/connectors';
import type { HostedCall } from './hosted.ts';

/** The input of a call as named values. Throws OperationError for anything else. */
export function inputOf({ input }: Pick<HostedCall, 'input'>): Input {
  if (input === undefined || input === null) return {};
  if (isObject(input)) return input;
  throw new OperationError({
    code: 'input_not_fields',
    message: 'The step takes named values. Fill its fields one by one.',
    retry: 'never',
  });
}
