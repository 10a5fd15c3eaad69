export type {
  Catalog,
  CatalogOperation,
  FlowSignature,
  Learnt,
  Outlet,
  ThingRef,
  ThingType,
} from './catalog.ts';
export { applyFix } from './applyFix.ts';
export { certaintyOf, type WaysKnown } from './certainty.ts';
export { check } from './check/check.ts';
export { type Extracted, type Extraction, extractSteps } from './extract/extractSteps.ts';
export { describeDiff } from './describeDiff.ts';
export type { Diagnostic, Fix } from './diagnostic.ts';
export {
  applyDiff,
  composeDiffs,
  diffFlows,
  FlowDiff,
  fitsDiff,
  invertDiff,
  isEmptyDiff,
  type RecordsDiff,
} from './diff.ts';
export {
  DOCUMENT_VERSION,
  DONE,
  Edge,
  EdgeId,
  ERROR,
  emptyDocument,
  FlowDocument,
  FlowSettings,
  Mapping,
  Note,
  NoteId,
  OperationRef,
  Position,
  RetryPolicy,
  Step,
  StepId,
} from './document.ts';
export { type Fixed, fixAll } from './fixAll.ts';
export {
  downstreamOf,
  type FlowGraph,
  findCycles,
  graphOf,
  loopsAround,
  topologicalOrder,
  upstreamOf,
} from './graph.ts';
export { newEdgeId, newNoteId, newStepId, type Random, slugOf } from './ids.ts';
export { filledIn, saysTooLittle } from './learnt.ts';
export { mappingAt, opensInto, withMappingAt } from './mappingAt.ts';
export type { MergeConflict } from './mergeConflict.ts';
export { type MergeResult, mergeDiffs } from './mergeDiffs.ts';
export { type MigrationResult, migrateDocument } from './migrateDocument.ts';
export { outletOfCase, outletsOf } from './outlets.ts';
export { partUpTo } from './partOf.ts';
export { readLink, readPhone } from './readContact.ts';
export { signatureOf } from './signatureOf.ts';
export { thingOf, thingsOf } from './thingOf.ts';
export { typedByHand } from './typedByHand.ts';
export { fieldKinds, schemaOfFields, type TypedField, typedFields } from './typedFields.ts';
export { usedOperations } from './usedOperations.ts';
export { type Environment, environmentOf, isSeenInside, outputSchemaOf, typesOf } from './types.ts';
