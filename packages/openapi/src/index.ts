export {
  type ChangedOperation,
  type Compared,
  compareDescriptions,
  type DescriptionDifference,
} from './compareDescriptions.ts';
export { DescriptionError } from './descriptionError.ts';
export { type Description, type DescriptionOptions, fromOpenApi, readDescription } from './readDescription.ts';
export type { OperationSummary } from './summary.ts';
