export { hasPatterns, loadPatterns, watchPatterns } from '#regex';
export { checkMapping, type MappingCheck, typeOfMapping } from './checkMapping.ts';
export { type CompiledMapping, compileMapping } from './compileMapping.ts';
export { EvaluationError, type Position } from './evaluationError.ts';
export {
  type FormulaArgument,
  type FormulaCall,
  readCall,
  writeCall,
  writePath,
  writeValue,
} from './formula/shape.ts';
export type { FunctionDoc, FunctionGroup } from './functions/define.ts';
export { functions } from './functions/table.ts';
export type { Formula, Json, Literal, Mapping, PathSegment, Reference, Template } from './mapping.ts';
export type { MappingProblem } from './problem.ts';
export { type DecimalPoint, plainNumber } from './plainNumber.ts';
export { readNumber } from './readNumber.ts';
export { type ReferenceUse, referencedSteps, referencesIn } from './references.ts';
export { rewriteReferences } from './rewriteReferences.ts';
export { cronWords } from './schedule/cronWords.ts';
export { nextOccurrences, occurrencesAfter } from './schedule/nextOccurrences.ts';
export { readSchedule } from './schedule/readSchedule.ts';
export { schedulePayload } from './schedule/schedulePayload.ts';
export type { Missed, ScheduleFields, ScheduleProblem, ScheduleRule, Weekday } from './schedule/rule.ts';
export type { EvaluationContext } from './scope.ts';
export { type Absence, absenceOf } from './types/absence.ts';
export { describeSchema, saySchema } from './types/describe.ts';
export { schemaFromSample } from './types/sample.ts';
export { toText } from './values.ts';
