import type { Failure } from '@patchbay/connector';

/** What a flow sees of a failure: `{ error: { code, message, status? } }`. */
export function errorOf({ code, message, status }: Failure): { error: Pick<Failure, 'code' | 'message' | 'status'> } {
  return { error: status === undefined ? { code, message } : { code, message, status } };
}
