import { type Operation, type OperationOverlay, orderedFields } from '@patchbay/connector';
import type { SchemaObject } from '../schemaWalk.ts';
import { readable } from '../words.ts';

/** The form with fields that are sent nowhere before its own: texts that need not be filled, shown at once. */
export function withAids(operation: Operation, aids: OperationOverlay['aids']): Operation {
  const { input } = operation;
  if (aids === undefined || typeof input !== 'object') return operation;
  const names = Object.keys(aids);
  const aid = { type: 'string', 'x-patchbay-basic': true, 'x-patchbay-aid': true };
  const fields = names.map((name) => [name, { ...aid, title: readable(name) }]);
  const form: SchemaObject = {
    ...input,
    properties: { ...Object.fromEntries(fields), ...input.properties },
    'x-patchbay-order': [...names, ...orderedFields(input)],
  };
  return { ...operation, input: form };
}
