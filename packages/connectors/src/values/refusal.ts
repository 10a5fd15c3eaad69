import { messageOf, OperationError, type Said, type Saying, say } from '@patchbay/connector';

/** A step that cannot do its work with what it was given, and would not the next time either. */
export function refusal(code: string, saying: Saying, cause?: unknown): OperationError {
  return new OperationError({ code, ...messageOf(saying), retry: 'never' }, { cause });
}

/** What a value is, in words for a sentence: "a text", "a list". */
export function describe(value: unknown): Said {
  if (value === undefined || value === null) return say('nothing');
  if (Array.isArray(value)) return say('a list');
  if (typeof value === 'boolean') return say('yes or no');
  if (typeof value === 'string') return say('a text');
  if (typeof value === 'number') return say('a number');
  return typeof value === 'object' ? say('an object') : say('a value');
}
