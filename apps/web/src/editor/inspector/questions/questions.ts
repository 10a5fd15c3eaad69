import { type Json, referencesIn } from '@patchbay/expression';
import { type FlowDocument, fieldKinds, slugOf, type TypedField } from '@patchbay/flow';
import { t } from '../../../texts/t.ts';

/** One question as it is edited. */
export type Question = {
  name: string;
  label: string;
  kind: TypedField['kind'];
  required: boolean;
  help: string;
  /** One a line, as typed: an empty line is a choice still to come. */
  choices: string;
};

/** How the kinds are called on the screen. */
export const kindLabels: Readonly<Record<TypedField['kind'], string>> = {
  text: t('Text'),
  'text-long': t('Long text'),
  email: t('E-mail address'),
  phone: t('Phone number'),
  link: t('Web address'),
  number: t('Number'),
  date: t('Date'),
  choice: t('One of several'),
  choices: t('Some of several'),
  consent: t('Yes or no'),
  file: t('File'),
};

/** The questions that a typed list holds; whatever else stands in it is left out. */
export function questionsFrom(value: Json | undefined): Question[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return [];
    const { name, label, kind, required, help, choices } = item;
    return [
      {
        name: textOf(name),
        label: textOf(label),
        kind: fieldKinds.find((known) => known === kind) ?? 'text',
        required: required === true,
        help: textOf(help),
        choices: Array.isArray(choices) ? choices.map(textOf).join('\n') : '',
      },
    ];
  });
}

/** The list as the flow keeps it: only what says something. */
export function listFrom(questions: readonly Question[]): Json {
  return questions.map(({ name, label, kind, required, help, choices }) => ({
    name,
    label,
    kind,
    ...(required && { required }),
    ...(help !== '' && { help }),
    ...(hasChoices(kind) && choices !== '' && { choices: choices.split('\n') }),
  }));
}

export function hasChoices(kind: Question['kind']): boolean {
  return kind === 'choice' || kind === 'choices';
}

/**
 * The question with other words. Its name in the data follows them until a later step uses it: then mappings hold on to
 * the name.
 */
export function withLabel(
  question: Question,
  label: string,
  { others, isUsed }: { others: readonly Question[]; isUsed: boolean },
): Question {
  return { ...question, label, name: isUsed ? question.name : freeName(label, others) };
}

/** A question that was just added. */
export function newQuestion(others: readonly Question[]): Question {
  return { name: freeName('', others), label: '', kind: 'text', required: false, help: '', choices: '' };
}

function freeName(label: string, others: readonly Question[]): string {
  const slug = label.trim() === '' ? 'question' : slugOf(label).replace(/^step$/, 'question');
  const taken = new Set(others.map(({ name }) => name));
  let name = slug;
  for (let count = 2; taken.has(name); count += 1) name = `${slug}${count}`;
  return name;
}

/** The names of a step's answers that other steps use. */
export function usedNames(flow: FlowDocument, stepId: string): ReadonlySet<string> {
  const uses = Object.values(flow.steps).flatMap(({ inputs }) => Object.values(inputs).flatMap(referencesIn));
  return new Set(uses.filter(({ step }) => step === stepId).map(({ path }) => String(path[0])));
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
