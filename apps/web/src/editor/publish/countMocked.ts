import type { FlowDocument } from '@patchbay/flow';
import type { EditorCatalog } from '../document/createCatalog.ts';

/** The steps that work on sample data for now, which must have an account before the flow goes live. */
export function countMocked({ steps }: FlowDocument, catalog: Pick<EditorCatalog, 'find'>): number {
  return Object.values(steps).filter(
    ({ onMock, disabled, uses }) => onMock === true && disabled !== true && catalog.find(uses) !== undefined,
  ).length;
}
