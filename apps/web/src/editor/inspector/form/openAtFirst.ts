import type { FormField } from './fieldsOf.ts';

/** Levels that open by themselves: a schema may demand itself inside itself, without end. */
const LEVELS = 6;

/** Whether the inside of a field is shown before anybody asks: of what must be filled in, for the first levels. */
export function isOpenAtFirst({ required, isBasic }: FormField, path: readonly string[]): boolean {
  return (required || isBasic) && path.length <= LEVELS;
}
