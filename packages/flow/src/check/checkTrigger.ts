import { type Json, readSchedule } from '@patchbay/expression';
import { type Said, say, saidOf } from '@patchbay/words';
import type { CatalogOperation } from '../catalog.ts';
import type { Diagnostic, Fix } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { typedByHand } from '../typedByHand.ts';
import { checkTypedFields } from './checkTypedFields.ts';
import { error, ofField, titled } from './context.ts';

/** What is wrong with when a trigger starts the flow: a time that never comes, a zone that does not exist. */
export function checkTrigger(step: Step, operation: CatalogOperation): Diagnostic[] {
  if (operation.fieldsFrom !== undefined) return checkTypedFields(step, operation);
  if (operation.startedBy !== 'schedule') return [];
  const refuse = (code: string, { field, problem, instead }: { field: string; problem: Said; instead?: string }) =>
    error(code, ofField(step, operation.input, { path: [field], problem }), {
      step: step.id,
      field: [field],
      ...(instead !== undefined && { fixes: [useInstead(instead)] }),
    });
  const typed: Record<string, Json> = {};
  for (const [name, mapping] of Object.entries(step.inputs)) {
    const value = typedByHand(mapping);
    if (value === undefined)
      return [
        refuse('schedule_not_typed', {
          field: name,
          problem: say('type it in. It cannot come from a step or a formula.'),
        }),
      ];
    typed[name] = value;
  }
  const read = readSchedule(typed);
  return read.ok
    ? []
    : read.problems.map((found) => refuse('schedule_impossible', { ...found, problem: saidOf(found) }));
}

function useInstead(value: string): Fix {
  return { ...titled(say('Use {value}', { value })), kind: 'map', mapping: { kind: 'literal', value } };
}
