import { compareRules, type Operation } from '@patchbay/connector';
import { describeSchema, type Mapping, saySchema } from '@patchbay/expression';
import { type Diagnostic, type Environment, type FlowDocument, opensInto, type Step } from '@patchbay/flow';
import { t } from '../../../texts/t.ts';
import { told } from '../../../texts/told.ts';
import { type FormField, fieldsOf } from '../form/fieldsOf.ts';
import { carryOver, type FilledValue, keyOf, type Move, withInput } from './carryOver.ts';

/** What another version of an operation means for a step. `inputs` are what it has then: without what is not there any more. */
export type VersionChanges = { sentences: readonly string[]; inputs: Record<string, Mapping> };

type Versions = {
  before: Operation | undefined;
  after: Operation;
  /** What the values of the step may come from. */
  environment?: Environment;
};

/** What changes for a step: fields that vanish, must be filled or mean something else, and how it is sent and read. */
export function versionChanges(
  step: Pick<Step, 'inputs'>,
  { before, after, environment = {} }: Versions,
): VersionChanges {
  const olds = before === undefined ? [] : fieldsOf(before.input);
  const found: Found = { gone: [], wanted: [], changed: [] };
  const left = compared({ olds, news: fieldsOf(after.input), filled: step.inputs, path: [], found });
  const gone = found.gone.reduce((inputs, { path, mapping }) => withInput(inputs, path, mapping), {});
  const { inputs, moved } = carryOver(gone, { before, after, environment, start: left, onlyNew: true });
  const rules = before === undefined ? [] : compareRules(before, after).map(({ words }) => t('It {words}.', { words }));
  return {
    sentences: [...goneWords(found.gone, moved), ...wantedWords(found.wanted, moved), ...found.changed, ...rules],
    inputs,
  };
}

function goneWords(gone: readonly FilledValue[], moved: readonly Move[]): string[] {
  return gone.map((value) => {
    const to = moved.find(({ from }) => keyOf(from) === keyOf(value))?.to;
    if (to === undefined) return t('“{title}” is gone. What stands in it is dropped.', { title: value.title });
    return to.title === value.title
      ? t('“{title}” stands in another place now. What stands in it goes along.', { title: value.title })
      : t('“{title}” is gone. What stands in it goes into “{to}”, which is new.', { title: value.title, to: to.title });
  });
}

function wantedWords(wanted: Found['wanted'], moved: readonly Move[]): string[] {
  const filled = new Set(moved.map(({ to }) => keyOf(to)));
  return wanted.filter((field) => !filled.has(keyOf(field))).map(({ title, how }) => `“${title}” ${how}.`);
}

/** What is found while two versions are compared. */
type Found = {
  gone: FilledValue[];
  wanted: { path: readonly string[]; title: string; how: string }[];
  changed: string[];
};

type Level = {
  olds: readonly FormField[];
  news: readonly FormField[];
  filled: Readonly<Record<string, Mapping>>;
  path: readonly string[];
  /** What is found is added to it. */
  found: Found;
};

/** One level of fields, and those inside; the mappings that are left. */
function compared({ olds, news, filled, path, found }: Level): Record<string, Mapping> {
  const before = new Map(olds.map((field) => [field.name, field]));
  const after = new Map(news.map((field) => [field.name, field]));
  for (const { name, title, required, default: normal } of news) {
    if (!required || normal !== undefined || Object.hasOwn(filled, name)) continue;
    const how = before.has(name) ? t('must be filled in now') : t('is new and must be filled in');
    found.wanted.push({ path: [...path, name], title, how });
  }
  const left = Object.entries(filled).flatMap(([name, mapping]): [string, Mapping][] => {
    const [was, is] = [before.get(name), after.get(name)];
    if (is === undefined) {
      // What no version names was never one of its fields: names that a person gave.
      if (was === undefined) return [[name, mapping]];
      found.gone.push({ path: [...path, name], title: was.title, mapping });
      return [];
    }
    return [[name, was === undefined ? mapping : inside({ was, is, mapping, path: [...path, name], found })]];
  });
  return Object.fromEntries(left);
}

type Pair = { was: FormField; is: FormField; mapping: Mapping } & Pick<Level, 'path' | 'found'>;

function inside({ was, is, mapping, path, found }: Pair): Mapping {
  const opened = opensInto(mapping);
  if (was.kind === 'object' && is.kind === 'object' && opened?.kind === 'object') {
    const [olds, news] = [fieldsOf(was.schema, was.root), fieldsOf(is.schema, is.root)];
    return { kind: 'object', fields: compared({ olds, news, filled: opened.fields, path, found }) };
  }
  const [before, after] = [describeSchema(was.schema), describeSchema(is.schema)];
  if (before === after) found.changed.push(...otherMeaning(was, is));
  if (before !== after)
    found.changed.push(
      t('“{title}” takes {after} now. It was {before}.', {
        title: is.title,
        after: told({ message: after, said: saySchema(is.schema) }),
        before: told({ message: before, said: saySchema(was.schema) }),
      }),
    );
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
    .map((problem) => {
      const step = (problem.step && flow.steps[problem.step]?.name) ?? '';
      return t('In “{step}”: {message}', { step, message: withoutName(told(problem), step) });
    });
}

/** A sentence whose step has been named just before. */
function withoutName(message: string, name: string): string {
  const before = `'${name}', `;
  return message.startsWith(before) ? message.slice(before.length) : message;
}
