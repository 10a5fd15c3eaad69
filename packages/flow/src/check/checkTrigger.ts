import { type Json, readSchedule } from '@patchbay/expression';
import type { CatalogOperation } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { typedByHand } from '../typedByHand.ts';
import { quoted } from '../words.ts';
import { checkTypedFields } from './checkTypedFields.ts';
import { error } from './context.ts';
import { fieldInWords } from './fieldInWords.ts';

/** What is wrong with when a trigger starts the flow: a time that never comes, a zone that does not exist. */
export function checkTrigger(step: Step, operation: CatalogOperation): Diagnostic[] {
  if (operation.fieldsFrom !== undefined) return checkTypedFields(step, operation);
  if (operation.startedBy !== 'schedule') return [];
  const say = (code: string, name: string, sentence: string) =>
    error(code, `${quoted(step.name)}, ${fieldInWords(operation.input, [name])}: ${sentence}`, {
      step: step.id,
      field: [name],
    });
  const typed: Record<string, Json> = {};
  for (const [name, mapping] of Object.entries(step.inputs)) {
    const value = typedByHand(mapping);
    if (value === undefined)
      return [say('schedule_not_typed', name, 'type it in. It cannot come from a step or a formula.')];
    typed[name] = value;
  }
  const read = readSchedule(typed);
  return read.ok
    ? []
    : read.problems.map(({ field, message }) => say('schedule_impossible', field, withoutCapital(message)));
}

function withoutCapital(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
