export type { Catalog, CatalogOperation, Outlet } from './catalog.ts';
export type { Diagnostic } from './diagnostic.ts';
export {
  DOCUMENT_VERSION,
  DONE,
  Edge,
  EdgeId,
  ERROR,
  emptyDocument,
  FlowDocument,
  Mapping,
  Note,
  NoteId,
  OperationRef,
  Position,
  RetryPolicy,
  Step,
  StepId,
} from './document.ts';
