import type { Connector, Operation, Overlay } from '@patchbay/connector';
import { readDescription } from '@patchbay/openapi';

export type ApiDefinition = {
  /** Lower case, digits and `-`. Part of every saved flow. */
  id: string;
  /** Counted up when an operation changes in a way that steps built with it would notice. */
  version: string;
  /** Our own slice of the API's description, OpenAPI 3.1, as JSON. */
  description: object;
  overlay: Overlay;
};

/**
 * A connector of an app: our slice of its API's description, with what people need to know beyond it. Each operation is read
 * when it is first asked for, so that a process that needs two of them does not read hundreds.
 */
export function defineApi({ id, version, description, overlay }: ApiDefinition): Connector {
  const opened = readDescription(description, { id, version, overlay });
  const operations: Record<string, Operation> = {};
  for (const { name } of opened.operations) {
    Object.defineProperty(operations, name, {
      enumerable: true,
      configurable: true,
      get() {
        const operation = opened.operation(name);
        Object.defineProperty(operations, name, { enumerable: true, configurable: true, value: operation });
        return operation;
      },
    });
  }
  return { ...opened.connector, operations };
}
