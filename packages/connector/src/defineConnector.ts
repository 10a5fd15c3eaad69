import type { Connector, Operation } from './connector.ts';
import type { FieldSchema } from './hints.ts';

type OperationWithHints = Omit<Operation, 'input' | 'output'> & { input: FieldSchema; output: FieldSchema };

/** Identity function: it exists so that schemas may carry form hints and a misspelt one is a type error. */
export function defineOperation(operation: OperationWithHints): Operation {
  return operation;
}

/** Identity function that keeps the literal names of the operations, so `core.operations.webhook` is known. */
export function defineConnector<const C extends Connector>(connector: C): C {
  return connector;
}
