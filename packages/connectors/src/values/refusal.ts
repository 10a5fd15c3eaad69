import { OperationError } from '@patchbay/connector';

/** A step that cannot do its work with what it was given, and would not the next time either. */
export function refusal(code: string, message: string, cause?: unknown): OperationError {
  return new OperationError({ code, message, retry: 'never' }, { cause });
}

/** What a value is, in words for a sentence: "a text", "a list". */
export function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'boolean') return 'yes or no';
  return { string: 'a text', number: 'a number', object: 'an object' }[typeof value as string] ?? 'a value';
}
