import { parentPort } from 'node:worker_threads';
import { type Description, DescriptionError, readDescription } from '@patchbay/openapi';
import type { OperationJson, OperationRow } from '../connectorStore.ts';
import { operationJson } from '../operationJson.ts';
import type { ReaderAnswer, ReaderRequest } from './message.ts';

/** The description of the last request: the operations of one flow are usually asked for one after the other. */
let last: { source: string; description: Description } | undefined;

parentPort?.on('message', (request: ReaderRequest) => {
  parentPort?.postMessage(answer(request));
});

function answer(request: ReaderRequest): ReaderAnswer {
  try {
    const description = descriptionOf(request);
    if (request.kind === 'operations')
      return { kind: 'operations', operations: operationsOf(description, request.names) };
    const { connector, operations, problems } = description;
    return { kind: 'read', description: { connector, operations: operations.map(asRow), problems: [...problems] } };
  } catch (error) {
    if (error instanceof DescriptionError) return { kind: 'refused', reason: error.message };
    return { kind: 'failed', reason: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' };
  }
}

function descriptionOf({ source, options }: ReaderRequest): Description {
  if (last?.source === source) return last.description;
  const { id, version, sourceUrl } = options;
  const description = readDescription(source, { id, version, ...(sourceUrl === undefined ? {} : { sourceUrl }) });
  last = { source, description };
  return description;
}

function operationsOf(description: Description, names: readonly string[]): Map<string, OperationJson> {
  const operations = new Map<string, OperationJson>();
  for (const name of names) {
    const operation = description.operation(name);
    if (operation !== undefined) operations.set(name, operationJson(operation));
  }
  return operations;
}

function asRow(summary: Description['operations'][number]): OperationRow {
  return { ...summary, kind: 'call' };
}
