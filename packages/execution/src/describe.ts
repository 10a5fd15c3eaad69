import { type Said, say } from '@patchbay/words';
/** A value's kind as a person says it. */
export function describe(value: unknown): Said {
  if (Array.isArray(value)) return say('a list');
  return (
    {
      string: say('a text'),
      number: say('a number'),
      boolean: say('yes or no'),
      object: say('an object'),
    }[typeof value as string] ?? say('a value')
  );
}
