/** A value's kind as a person says it. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return (
    { string: 'a text', number: 'a number', boolean: 'yes or no', object: 'an object' }[typeof value as string] ??
    'a value'
  );
}
