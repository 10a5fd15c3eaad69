import { type Said, say } from '@patchbay/words';
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
    const sentence = say('{step}: type its questions in. They cannot come from a step.', { step: quoted(step.name) });
    return [error('fields_not_typed', sentence, at)];
  }
  const fields = typedFields(mapping);
  if (fields.length === 0 && startedBy === 'form')
    return [error('no_fields', say('{step} asks nothing yet. Add a question.', { step: quoted(step.name) }), at)];
  return fields.flatMap((field, index) => {
    const found = problemOf(field, fields.slice(0, index));
    if (found === undefined) return [];
    const { code, problem } = found;
    return [error(code, say('{step}: {problem}', { step: quoted(step.name), problem }), at)];
  });
}

function problemOf(field: TypedField, before: readonly TypedField[]): { code: string; problem: Said } | undefined {
  const { name, label, kind, choices } = field;
  if (label === '') {
    return {
      code: 'field_unnamed',
      problem: say('question {number} has no words yet.', { number: before.length + 1 }),
    };
  }
  const question = quoted(label);
  if (!NAME.test(name)) {
    return {
      code: 'field_name_unusable',
      problem: say('{question} needs a name of letters and digits.', { question }),
    };
  }
  if (before.some((other) => other.name === name)) {
    const problem = say('two questions are called {name}. Rename one of them.', { name: quoted(name) });
    return { code: 'field_twice', problem };
  }
  if (before.some((other) => other.label === label)) {
    const problem = say('two questions ask {question}. Word one of them differently.', { question });
    return { code: 'field_twice', problem };
  }
  const needsChoices = kind === 'choice' || kind === 'choices';
  if (needsChoices && choices.length === 0) {
    const problem = say('{question} has nothing to choose from. Add choices.', { question });
    return { code: 'field_without_choices', problem };
  }
  return undefined;
}
