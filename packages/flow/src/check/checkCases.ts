import type { CatalogOperation } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { own } from '../equal.ts';
import { areCasesKnown, outletsOf } from '../outlets.ts';
import { quoted } from '../words.ts';
import { error } from './context.ts';
import { fieldInWords } from './fieldInWords.ts';

/** What is wrong with a list whose items are ways out: it is not known until the flow runs, or two ways have one name. */
export function checkCases(step: Step, operation: CatalogOperation): Diagnostic[] {
  return [...checkWays(step, operation), ...checkStart(step, operation)];
}

/** Whether a step waits for all its wires must be known before it runs. */
function checkStart(step: Step, { startsFrom, input }: CatalogOperation): Diagnostic[] {
  const mapping = startsFrom && own(step.inputs, startsFrom.input);
  if (startsFrom === undefined || mapping === undefined || mapping.kind === 'literal') return [];
  const field = [startsFrom.input];
  const message = `${quoted(step.name)}, ${fieldInWords(input, field)}: choose it here. It cannot come from another step.`;
  return [error('choice_not_typed', message, { step: step.id, field })];
}

function checkWays(step: Step, operation: CatalogOperation): Diagnostic[] {
  const { outletsFrom, input } = operation;
  if (outletsFrom === undefined) return [];
  const field = [outletsFrom.input];
  const at = { step: step.id, field };
  if (!areCasesKnown(own(step.inputs, outletsFrom.input))) {
    const message = `${quoted(step.name)}, ${fieldInWords(input, field)}: type the list in here, since each item is a way out.`;
    return [error('cases_not_typed', message, at)];
  }
  const names = outletsOf(step, operation).map(({ name }) => name);
  const twin = names.find((name, index) => names.indexOf(name) !== index || name === 'error');
  if (twin === undefined) return [];
  const message = `${quoted(step.name)} has two ways out called ${quoted(twin)}. Give each case an id of its own.`;
  return [error('case_twice', message, at)];
}
