import type { FlowDocument, OperationRef } from './document.ts';

/** The operations that the steps of a document use, each once, in the order of the steps. */
export function usedOperations({ steps }: Pick<FlowDocument, 'steps'>): OperationRef[] {
  const keyOf = ({ connector, version, operation }: OperationRef) => `${connector}@${version}/${operation}`;
  return [...new Map(Object.values(steps).map(({ uses }) => [keyOf(uses), uses])).values()];
}
