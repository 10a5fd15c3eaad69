import type { CatalogOperation } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { own } from '../equal.ts';
import { typedByHand } from '../typedByHand.ts';
import { type TypedField, typedFields } from '../typedFields.ts';
import { quoted } from '../words.ts';
import { error } from './context.ts';

/** A field's name is a variable's: later steps name it in formulas. */
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** What is wrong with the fields a person adds to a step: there are none, two have one name, a choice offers nothing. */
export function checkTypedFields(step: Step, { fieldsFrom, startedBy }: CatalogOperation): Diagnostic[] {
  if (fieldsFrom === undefined) return [];
  const mapping = own(step.inputs, fieldsFrom.input);
  const at = { step: step.id, field: [fieldsFrom.input] };
  if (mapping !== undefined && typedByHand(mapping) === undefined) {
    return [
      error('fields_not_typed', `${quoted(step.name)}: type its questions in. They cannot come from a step.`, at),
    ];
  }
  const fields = typedFields(mapping);
  if (fields.length === 0 && startedBy === 'form')
    return [error('no_fields', `${quoted(step.name)} asks nothing yet. Add a question.`, at)];
  return fields.flatMap((field, index) => {
    const sentence = problemOf(field, fields.slice(0, index));
    return sentence === undefined ? [] : [error(sentence.code, `${quoted(step.name)}: ${sentence.message}`, at)];
  });
}

function problemOf(field: TypedField, before: readonly TypedField[]): Pick<Diagnostic, 'code' | 'message'> | undefined {
  const { name, label, kind, choices } = field;
  if (label === '') return { code: 'field_unnamed', message: `question ${before.length + 1} has no words yet.` };
  if (!NAME.test(name)) {
    return { code: 'field_name_unusable', message: `${quoted(label)} needs a name of letters and digits.` };
  }
  if (before.some((other) => other.name === name)) {
    return { code: 'field_twice', message: `two questions are called ${quoted(name)}. Rename one of them.` };
  }
  if (before.some((other) => other.label === label)) {
    return { code: 'field_twice', message: `two questions ask ${quoted(label)}. Word one of them differently.` };
  }
  const needsChoices = kind === 'choice' || kind === 'choices';
  if (needsChoices && choices.length === 0) {
    return { code: 'field_without_choices', message: `${quoted(label)} has nothing to choose from. Add choices.` };
  }
  return undefined;
}
