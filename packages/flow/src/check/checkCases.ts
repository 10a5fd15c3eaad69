import { say } from '@patchbay/words';
import type { CatalogOperation } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { own } from '../equal.ts';
import { areCasesKnown, outletsOf } from '../outlets.ts';
import { quoted } from '../words.ts';
import { error, ofField } from './context.ts';

/** What is wrong with a list whose items are ways out: it is not known until the flow runs, or two ways have one name. */
export function checkCases(step: Step, operation: CatalogOperation): Diagnostic[] {
  return [...checkWays(step, operation), ...checkStart(step, operation)];
}

/** Whether a step waits for all its wires must be known before it runs. */
function checkStart(step: Step, { startsFrom, input }: CatalogOperation): Diagnostic[] {
  const mapping = startsFrom && own(step.inputs, startsFrom.input);
  if (startsFrom === undefined || mapping === undefined || mapping.kind === 'literal') return [];
  const field = [startsFrom.input];
  const problem = say('choose it here. It cannot come from another step.');
  return [error('choice_not_typed', ofField(step, input, { path: field, problem }), { step: step.id, field })];
}

function checkWays(step: Step, operation: CatalogOperation): Diagnostic[] {
  const { outletsFrom, input } = operation;
  if (outletsFrom === undefined) return [];
  const field = [outletsFrom.input];
  const at = { step: step.id, field };
  if (!areCasesKnown(own(step.inputs, outletsFrom.input))) {
    const problem = say('type the list in here, since each item is a way out.');
    return [error('cases_not_typed', ofField(step, input, { path: field, problem }), at)];
  }
  const names = outletsOf(step, operation).map(({ name }) => name);
  const twin = names.find((name, index) => names.indexOf(name) !== index || name === 'error');
  if (twin === undefined) return [];
  const values = { step: quoted(step.name), way: quoted(twin) };
  return [
    error('case_twice', say('{step} has two ways out called {way}. Give each case an id of its own.', values), at),
  ];
}
