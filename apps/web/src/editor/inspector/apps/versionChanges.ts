import { flattenSchema, type Operation } from '@patchbay/connector';
import { describeSchema } from '@patchbay/expression';
import type { Diagnostic, FlowDocument, Step } from '@patchbay/flow';
import { fieldsOf } from '../form/fieldsOf.ts';
import type { JSONSchema } from '../data/jsonSchema.ts';

/** What another version of an operation means for a step. `drop` are its filled inputs that are not there any more. */
export type VersionChanges = { sentences: readonly string[]; drop: readonly string[] };

type Versions = { before: Operation | undefined; after: Operation };

/** What changes for the inputs of a step: fields that vanish, new ones that must be filled, and other types. */
export function versionChanges(step: Pick<Step, 'inputs'>, { before, after }: Versions): VersionChanges {
  const filled = Object.keys(step.inputs);
  const olds = new Map((before === undefined ? [] : fieldsOf(before.input)).map((field) => [field.name, field]));
  const news = new Map(fieldsOf(after.input).map((field) => [field.name, field]));
  const known = namesIn(after.input);
  const drop = filled.filter((name) => known !== undefined && !known.has(name));
  const titleOf = (name: string) => (news.get(name) ?? olds.get(name))?.title ?? name;
  const gone = drop.map((name) => `“${titleOf(name)}” is gone. What stands in it is dropped.`);
  const wanted = [...news.values()]
    .filter(({ name, required, default: normal }) => required && normal === undefined && !filled.includes(name))
    .map(
      ({ title, name }) => `“${title}” ${olds.has(name) ? 'must be filled in now' : 'is new and must be filled in'}.`,
    );
  const changed = filled.flatMap((name) => {
    const types = [olds.get(name), news.get(name)].map((field) => field && describeSchema(field.schema));
    const [was, is] = types;
    return was === undefined || is === undefined || was === is
      ? []
      : [`“${titleOf(name)}” takes ${is} now. It was ${was}.`];
  });
  return { sentences: [...gone, ...wanted, ...changed], drop };
}

/** The names an input may have; undefined where it may have any. */
function namesIn(input: JSONSchema): ReadonlySet<string> | undefined {
  if (typeof input !== 'object') return undefined;
  const { schema } = flattenSchema(input, input);
  const isOpen = schema.additionalProperties !== undefined && schema.additionalProperties !== false;
  return isOpen ? undefined : new Set(Object.keys(schema.properties ?? {}));
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
    .map(({ step, message }) => `In “${(step && flow.steps[step]?.name) ?? ''}”: ${message}`);
}
