export { DescriptionError } from './descriptionError.ts';
export { type Description, type DescriptionOptions, fromOpenApi, readDescription } from './readDescription.ts';
export type { OperationSummary } from './summary.ts';
