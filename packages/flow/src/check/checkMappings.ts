import { checkMapping, type Mapping, type MappingProblem, referencedSteps } from '@patchbay/expression';
import type { CatalogOperation } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Step } from '../document.ts';
import { own, sameJson } from '../equal.ts';
import { fieldsOf, standAlone } from '../schema.ts';
import { type FlowTypes, isSeenInside } from '../types.ts';
import { counted, quoted } from '../words.ts';
import { type CheckContext, warning } from './context.ts';
import { fieldInWords } from './fieldInWords.ts';
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
  const { severity, message } = diagnostic;
  const known = `Learnt from ${counted(samples, 'sample')}, so it may be otherwise.`;
  return { ...diagnostic, severity: severity === 'error' ? 'warning' : severity, message: `${message} ${known}` };
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
  const words = fieldInWords(context.operationOf(step)?.input ?? true, field);
  const message = `${quoted(step.name)}, ${words}: ${withNames(context, problem)}`;
  return { code, severity, message, ...where };
}

/** What a step that is switched off gives is never there. */
function fromSwitchedOff(
  { document, isOff }: CheckContext,
  { step, input, mapping }: Pick<Input, 'step' | 'input' | 'mapping'>,
): Diagnostic[] {
  const sources = referencedSteps(mapping).map((id) => own(document.steps, id));
  return sources.flatMap((source) => {
    if (source === undefined || source.id === step.id || !isOff(source)) return [];
    const message = `${quoted(step.name)} takes a value from ${quoted(source.name)}, which is switched off, so it will be empty.`;
    return [warning('reference_to_disabled_step', message, { step: step.id, field: [input] })];
  });
}

function unknownStep({ document }: CheckContext, { step, problem }: Problem): Pick<Diagnostic, 'code' | 'message'> {
  const source = problem.step === undefined ? undefined : own(document.steps, problem.step);
  if (source?.id === step.id) {
    const message = `${quoted(step.name)} takes a value from itself. Pick one from a step before it.`;
    return { code: 'reference_not_before', message };
  }
  if (source !== undefined) {
    const message = `${quoted(step.name)} takes a value from ${quoted(source.name)}, which does not run before it. Connect them or pick another value.`;
    return { code: 'reference_not_before', message };
  }
  const isTyped = problem.position !== undefined;
  const message = isTyped
    ? `${quoted(step.name)} uses '${problem.step}' in a formula, which is no step before it.`
    : `${quoted(step.name)} takes a value from a step that is gone. Pick a replacement.`;
  return { code: 'reference_to_missing_step', message };
}

/** A problem names a step by its id, which nobody has seen: the step's name takes its place. */
export function withNames({ document }: CheckContext, { message, step: id }: MappingProblem): string {
  const step = id === undefined ? undefined : own(document.steps, id);
  if (step === undefined) return message;
  return message.replaceAll(new RegExp(`['"\`]?\\b${step.id}\\b['"\`]?`, 'g'), () => quoted(step.name));
}
