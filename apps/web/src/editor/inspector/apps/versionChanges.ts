import { compareRules, type Operation } from '@patchbay/connector';
import { describeSchema, type Mapping } from '@patchbay/expression';
import { type Diagnostic, type FlowDocument, opensInto, type Step } from '@patchbay/flow';
import { t } from '../../../texts/t.ts';
import { type FormField, fieldsOf } from '../form/fieldsOf.ts';

/** What another version of an operation means for a step. `inputs` are what it has then: without what is not there any more. */
export type VersionChanges = { sentences: readonly string[]; inputs: Record<string, Mapping> };

type Versions = { before: Operation | undefined; after: Operation };

/** What changes for a step: fields that vanish, must be filled or mean something else, and how it is sent and read. */
export function versionChanges(step: Pick<Step, 'inputs'>, { before, after }: Versions): VersionChanges {
  const olds = before === undefined ? [] : fieldsOf(before.input);
  const sentences: Record<'gone' | 'wanted' | 'changed', string[]> = { gone: [], wanted: [], changed: [] };
  const inputs = compared({ olds, news: fieldsOf(after.input), filled: step.inputs, sentences });
  const rules = before === undefined ? [] : compareRules(before, after).map(({ words }) => t('It {words}.', { words }));
  return { sentences: [...sentences.gone, ...sentences.wanted, ...sentences.changed, ...rules], inputs };
}

type Level = {
  olds: readonly FormField[];
  news: readonly FormField[];
  filled: Readonly<Record<string, Mapping>>;
  /** What is found is added to it. */
  sentences: Record<'gone' | 'wanted' | 'changed', string[]>;
};

/** One level of fields, and those inside; the mappings that are left. */
function compared({ olds, news, filled, sentences }: Level): Record<string, Mapping> {
  const before = new Map(olds.map((field) => [field.name, field]));
  const after = new Map(news.map((field) => [field.name, field]));
  for (const { name, title, required, default: normal } of news) {
    if (!required || normal !== undefined || Object.hasOwn(filled, name)) continue;
    const how = before.has(name) ? t('must be filled in now') : t('is new and must be filled in');
    sentences.wanted.push(`“${title}” ${how}.`);
  }
  const left = Object.entries(filled).flatMap(([name, mapping]): [string, Mapping][] => {
    const [was, is] = [before.get(name), after.get(name)];
    if (is === undefined) {
      // What no version names was never one of its fields: names that a person gave.
      if (was === undefined) return [[name, mapping]];
      sentences.gone.push(t('“{title}” is gone. What stands in it is dropped.', { title: was.title }));
      return [];
    }
    return [[name, was === undefined ? mapping : inside({ was, is, mapping, sentences })]];
  });
  return Object.fromEntries(left);
}

type Pair = { was: FormField; is: FormField; mapping: Mapping; sentences: Level['sentences'] };

function inside({ was, is, mapping, sentences }: Pair): Mapping {
  const opened = opensInto(mapping);
  if (was.kind === 'object' && is.kind === 'object' && opened?.kind === 'object') {
    const [olds, news] = [fieldsOf(was.schema, was.root), fieldsOf(is.schema, is.root)];
    return { kind: 'object', fields: compared({ olds, news, filled: opened.fields, sentences }) };
  }
  const [before, after] = [describeSchema(was.schema), describeSchema(is.schema)];
  if (before === after) sentences.changed.push(...otherMeaning(was, is));
  if (before !== after)
    sentences.changed.push(t('“{title}” takes {after} now. It was {before}.', { title: is.title, after, before }));
  return mapping;
}

/** A field that is filled in as before and explains itself otherwise: its unit may be another one. */
function otherMeaning(was: FormField, is: FormField): string[] {
  const [before, after] = [helpOf(was), helpOf(is)];
  return after === undefined || before === after
    ? []
    : [t('“{title}” says now: {help}', { title: is.title, help: after })];
}

function helpOf({ schema }: FormField): string | undefined {
  return typeof schema === 'object' && typeof schema.description === 'string' ? schema.description : undefined;
}

/** What is wrong after a change that was not before, in words: with the name of the step where it is another one. */
export function newProblems(
  { before, after }: Record<'before' | 'after', readonly Diagnostic[]>,
  { flow, own }: { flow: FlowDocument; own: ReadonlySet<string> },
): string[] {
  const keyOf = ({ step, code, field = [] }: Diagnostic) => `${step} ${code} ${field.join('/')}`;
  const known = new Set(before.map(keyOf));
  return after
    .filter((problem) => problem.step !== undefined && !own.has(problem.step) && !known.has(keyOf(problem)))
    .map(({ step: id, message }) => {
      const step = (id && flow.steps[id]?.name) ?? '';
      return t('In “{step}”: {message}', { step, message: withoutName(message, step) });
    });
}

/** A sentence whose step has been named just before. */
function withoutName(message: string, name: string): string {
  const before = `'${name}', `;
  return message.startsWith(before) ? message.slice(before.length) : message;
}
