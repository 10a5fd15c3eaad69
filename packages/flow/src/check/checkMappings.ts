import { checkMapping, type Mapping, type MappingProblem, referencedSteps } from '@patchbay/expression';
import { type Message, messageOf, type Said, type SaidValue, say, sayCount, saidOf } from '@patchbay/words';
import type { CatalogOperation } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { own, sameJson } from '../equal.ts';
import { fieldsOf, standAlone } from '../schema.ts';
import { type FlowTypes, isSeenInside } from '../types.ts';
import { quoted } from '../words.ts';
import { type CheckContext, ofField, warning } from './context.ts';
import { fixesOf } from './fixesOf.ts';

/** What is wrong inside a step's mappings: formulas that cannot be read, values that are not there or of the wrong type. */
export function checkMappings(context: CheckContext, step: Step, types: FlowTypes): Diagnostic[] {
  const operation = context.operationOf(step);
  const root = operation?.input ?? true;
  const fields = fieldsOf({ schema: root, root });
  return Object.entries(step.inputs).flatMap(([input, mapping]) => {
    const schema = fields.properties.get(input);
    const at = { step, operation, input, mapping };
    const given = operation?.typedBy?.takes === input ? context.thingTypeOf(step)?.input : undefined;
    const expected = schema === undefined ? {} : { expected: given ?? standAlone({ schema, root }) };
    const found = (known: FlowTypes) => checkMapping(mapping, { environment: environmentFor(at, known), ...expected });
    const problems = found(types);
    const samples = problems.length === 0 ? 0 : learntFor(mapping, types);
    const certain = samples === 0 ? problems : found(types.withoutLearnt());
    const isCertain = (problem: MappingProblem) => certain.some((other) => sameJson(placeOf(other), placeOf(problem)));
    return [
      ...problems.map((problem) => {
        const diagnostic = diagnosed(context, { step, input, problem });
        return isCertain(problem) ? diagnostic : weakened(diagnostic, samples);
      }),
      ...fromSwitchedOff(context, { step, input, mapping }),
    ];
  });
}

/** From how many samples the types of the steps that a mapping names were learnt. */
function learntFor(mapping: Mapping, types: FlowTypes): number {
  return Math.max(0, ...referencedSteps(mapping).map((id) => types.samplesOf(id)));
}

function placeOf({ code, path, position }: MappingProblem) {
  return { code, path, position };
}

/** What only samples tell may be otherwise the next time: it stops nobody. */
function weakened(diagnostic: Diagnostic, samples: number): Diagnostic {
  const { severity } = diagnostic;
  const known = say('{problem} Learnt from {samples}, so it may be otherwise.', {
    problem: saidOf(diagnostic),
    samples: sayCount(samples, '{count} sample', '{count} samples'),
  });
  return { ...diagnostic, severity: severity === 'error' ? 'warning' : severity, ...messageOf(known) };
}

type Input = { step: Step; operation: CatalogOperation | undefined; input: string; mapping: Mapping };

/** Only the steps that the mapping names, since a step at the end of a long flow could name a thousand. */
function environmentFor({ step, operation, input, mapping }: Input, types: FlowTypes) {
  const named = new Set(referencedSteps(mapping));
  const isInside = operation !== undefined && isSeenInside(operation, input);
  return isInside ? types.environmentInside(step.id, named) : types.environmentOf(step.id, named);
}

type Problem = { step: Step; input: string; problem: MappingProblem };

function diagnosed(context: CheckContext, { step, input, problem }: Problem): Diagnostic {
  const field = [input, ...problem.path];
  const { code, severity, position } = problem;
  const fixes = fixesOf(context, { step, input, problem });
  const where = { step: step.id, field, ...(position && { position }), ...(fixes.length > 0 && { fixes }) };
  if (code === 'unknown_step') return { severity, ...unknownStep(context, { step, input, problem }), ...where };
  const about = { path: field, problem: withNames(context, problem) };
  return { code, severity, ...messageOf(ofField(step, context.operationOf(step)?.input ?? true, about)), ...where };
}

/** What a step that is switched off gives is never there. */
function fromSwitchedOff(
  { document, isOff }: CheckContext,
  { step, input, mapping }: Pick<Input, 'step' | 'input' | 'mapping'>,
): Diagnostic[] {
  const sources = referencedSteps(mapping).map((id) => own(document.steps, id));
  return sources.flatMap((source) => {
    if (source === undefined || source.id === step.id || !isOff(source)) return [];
    const message = say('{step} takes a value from {source}, which is switched off, so it will be empty.', {
      step: quoted(step.name),
      source: quoted(source.name),
    });
    return [warning('reference_to_disabled_step', message, { step: step.id, field: [input] })];
  });
}

function unknownStep({ document }: CheckContext, { step: reader, problem }: Problem): Message & { code: string } {
  const step = quoted(reader.name);
  const source = problem.step === undefined ? undefined : own(document.steps, problem.step);
  if (source?.id === reader.id) {
    const sentence = say('{step} takes a value from itself. Pick one from a step before it.', { step });
    return { code: 'reference_not_before', ...messageOf(sentence) };
  }
  if (source !== undefined) {
    const sentence = say(
      '{step} takes a value from {source}, which does not run before it. Connect them or pick another value.',
      { step, source: quoted(source.name) },
    );
    return { code: 'reference_not_before', ...messageOf(sentence) };
  }
  const isTyped = problem.position !== undefined;
  const sentence = isTyped
    ? say("{step} uses '{id}' in a formula, which is no step before it.", { step, id: problem.step ?? '' })
    : say('{step} takes a value from a step that is gone. Pick a replacement.', { step });
  return { code: 'reference_to_missing_step', ...messageOf(sentence) };
}

/** A problem names a step by its id, which nobody has seen: the step's name takes its place. */
export function withNames({ document }: CheckContext, problem: MappingProblem): Said {
  const said = saidOf(problem);
  const step = problem.step === undefined ? undefined : own(document.steps, problem.step);
  return step === undefined ? said : named(said, step);
}

function named(said: Said, step: Step): Said {
  const values = Object.entries(said.values ?? {}).map(([name, value]): [string, SaidValue] => {
    if (typeof value === 'object') return [name, named(value, step)];
    return [name, NAMING.has(name) && value === step.id ? quoted(step.name) : value];
  });
  return { ...said, ...(values.length > 0 && { values: Object.fromEntries(values) }) };
}

/** The values of a problem that name a step by its id. */
const NAMING: ReadonlySet<string> = new Set(['step', 'holder']);
