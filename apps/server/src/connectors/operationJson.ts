import type { Operation } from '@patchbay/connector';
import type { OperationJson } from './connectorStore.ts';

/** An operation as data: the code of built-in ones stays on the server. */
export function operationJson(operation: Operation): OperationJson {
  const { perform: _perform, toRequest: _toRequest, pagingOf: _pagingOf, ...json } = operation;
  return json;
}
