import type { Overlay } from '@patchbay/connector';
import type { DescriptionDifference } from '@patchbay/openapi';
import type { DescriptionOptions, OperationJson, ReadDescription } from '../connectorStore.ts';

/** What the reading thread is asked. */
export type ReaderRequest = { source: string; options: DescriptionOptions } & (
  | { kind: 'read' }
  | { kind: 'operations'; names: readonly string[] }
  /** `source` is the earlier version. */
  | { kind: 'compare'; later: string; laterOverlay?: Overlay | undefined; first: readonly string[] }
);

/** How many of its operations have been looked at so far. */
export type ReaderProgress = { kind: 'progress'; opened: number; total: number };

/** What it answers. `refused` is a sentence for the person. */
export type ReaderAnswer =
  | { kind: 'read'; description: ReadDescription }
  | { kind: 'operations'; operations: ReadonlyMap<string, OperationJson> }
  | { kind: 'compared'; difference: DescriptionDifference }
  | { kind: 'refused'; reason: string }
  | { kind: 'failed'; reason: string };
