import { type FlowDocument, migrateDocument } from '@patchbay/flow';

/** A stored document at today's version. One that cannot be read any more is a fault of ours, so it throws plainly. */
export function readStored(document: unknown): FlowDocument {
  const migrated = migrateDocument(document);
  if (!migrated.ok) throw new Error(`A stored flow document cannot be read: ${migrated.problem}`);
  return migrated.document;
}
