import { TRPCClientError } from '@trpc/client';
import { known, t } from '../texts/t.ts';
import { fieldOf, textOf } from './field.ts';

/** What the server says about a refused request: a stable code, a sentence for a person, and details by code. */
export type AppFailure = { code: string; message: string; details?: unknown };

/** The server's own description of an error, or `undefined` when the request never reached our code. */
export function appFailureOf(error: unknown): AppFailure | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const carried = fieldOf(error.data, 'app');
  const code = textOf(carried, 'code');
  const message = textOf(carried, 'message');
  if (code === undefined || message === undefined) return undefined;
  return { code, message, details: fieldOf(carried, 'details') };
}

/** Whether the server asked for a new sign-in. */
export function isSignedOut(error: unknown): boolean {
  return statusOf(error) === 401;
}

/** Whether asking again cannot help: the server understood and refused. */
export function isRefusal(error: unknown): boolean {
  const status = statusOf(error);
  return status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429;
}

/** One sentence for a person about any error a request can end with. */
export function sentenceOf(error: unknown): string {
  const refusal = appFailureOf(error);
  // The server writes English. Sentences of its table are in the catalogue; one with a reason of its own is shown as it is.
  if (refusal) return known(refusal.message);
  const status = statusOf(error);
  if (status === undefined) return t('The server did not answer. Check the connection, then try again.');
  if (status === 403) return t('Your role does not allow this. Ask the owner of the workspace.');
  if (status === 404) return t('This is not here. It may have been deleted.');
  if (status === 429) return t('That was a lot at once. Wait a moment, then try again.');
  if (status < 500) return t('The server refused this request.');
  return t('Something failed on the server. Nothing was changed. Try again in a moment.');
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const status = fieldOf(error.data, 'httpStatus');
  return typeof status === 'number' ? status : undefined;
}
