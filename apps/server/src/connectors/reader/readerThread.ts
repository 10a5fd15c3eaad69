import { parentPort } from 'node:worker_threads';
import { compareDescriptions, type Description, DescriptionError, readDescription } from '@patchbay/openapi';
import type { OperationJson, ReadDescription } from '../connectorStore.ts';
import { operationJson } from '../operationJson.ts';
import type { ReaderAnswer, ReaderProgress, ReaderRequest } from './message.ts';

/** How long operations are opened for the report of what could not be read, and for a comparison, in milliseconds. */
const INSPECT_MS = 2_000;
const COMPARE_MS = 2_500;
const TELL_EVERY_MS = 150;

/** The description of the last request: the operations of one flow are usually asked for one after the other. */
let last: { source: string; overlay: string; description: Description } | undefined;

parentPort?.on('message', (request: ReaderRequest) => {
  parentPort?.postMessage(answer(request));
});

function answer(request: ReaderRequest): ReaderAnswer {
  try {
    const description = descriptionOf(request);
    if (request.kind === 'operations')
      return { kind: 'operations', operations: operationsOf(description, request.names) };
    if (request.kind === 'compare') {
      const { first, laterOverlay: overlay } = request;
      const later = readDescription(request.later, { id: request.options.id, ...(overlay && { overlay }) });
      const difference = compareDescriptions({ before: description, after: later }, { first, withinMs: COMPARE_MS });
      return { kind: 'compared', difference };
    }
    return { kind: 'read', description: inspected(description) };
  } catch (error) {
    if (error instanceof DescriptionError) return { kind: 'refused', reason: error.message };
    return { kind: 'failed', reason: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' };
  }
}

function descriptionOf({ source, options }: ReaderRequest): Description {
  const { id, version, sourceUrl, overlay } = options;
  const added = JSON.stringify(overlay ?? null);
  if (last?.source === source && last.overlay === added) return last.description;
  const description = readDescription(source, {
    id,
    version,
    ...(sourceUrl === undefined ? {} : { sourceUrl }),
    ...(overlay === undefined ? {} : { overlay }),
  });
  last = { source, overlay: added, description };
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

/** The description with the problems of its single operations, as far as there is time to look for them. */
function inspected(description: Description): ReadDescription {
  const total = description.operations.length;
  let toldAt = performance.now();
  const opened = description.inspect(INSPECT_MS, (count) => {
    if (performance.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = performance.now();
    parentPort?.postMessage({ kind: 'progress', opened: count, total } satisfies ReaderProgress);
  });
  const { connector, operations, problems } = description;
  const rest = `Only ${opened.toLocaleString('en')} of its ${total.toLocaleString('en')} steps were looked at for this report.`;
  return {
    connector,
    operations: operations.map((summary) => ({ ...summary })),
    problems: opened < total ? [...problems, rest] : [...problems],
  };
}
