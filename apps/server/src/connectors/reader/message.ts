import type { DescriptionOptions, OperationJson, ReadDescription } from '../connectorStore.ts';

/** What the reading thread is asked. */
export type ReaderRequest = { source: string; options: DescriptionOptions } & (
  | { kind: 'read' }
  | { kind: 'operations'; names: readonly string[] }
);

/** What it answers. `refused` is a sentence for the person. */
export type ReaderAnswer =
  | { kind: 'read'; description: ReadDescription }
  | { kind: 'operations'; operations: ReadonlyMap<string, OperationJson> }
  | { kind: 'refused'; reason: string }
  | { kind: 'failed'; reason: string };
