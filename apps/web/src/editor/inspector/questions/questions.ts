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

type Reworded = {
  others: readonly Question[];
  isUsed: boolean;
  /** Whether the person said of which kind the answer is. */
  isKindChosen?: boolean;
};

/**
 * The question with other words. Its name in the data follows them until a later step uses it: then mappings hold on to
 * the name. So does its kind, as long as it is the one that the words before would have given it.
 */
export function withLabel(question: Question, label: string, { others, isUsed, isKindChosen }: Reworded): Question {
  if (isUsed) return { ...question, label };
  const isGuessed = isKindChosen !== true && question.kind === likelyKind(question.label);
  const kind = isGuessed ? likelyKind(label) : question.kind;
  return { ...question, label, kind, name: freeName(label, others) };
}

/** “E-mail”, “Your e-mail address” and “E-mail of a parent”, but not “E-mail received?”. */
const ASKS_FOR_EMAIL = /(?:^|\s)e-?mail(?:[\s-]?address)?$|^e-?mail(?:[\s-]?address)?\s(?:of|for)\s/i;

/** The kind that a question's words tell. Only an e-mail address is told by them; anything may be answered with a text. */
function likelyKind(label: string): Question['kind'] {
  const words = label.trim();
  return ASKS_FOR_EMAIL.test(words) || words === t('E-mail') ? 'email' : 'text';
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
