import { type FlowDocument, migrateDocument } from '@patchbay/flow';
import { AppError } from '../errors.ts';

/** A document as it may be kept. Throws `document_unreadable` with the reason: whatever is kept can be read again. */
export function readDocument(document: unknown): FlowDocument {
  const read = migrateDocument(document);
  if (!read.ok) throw new AppError('document_unreadable', { reason: read.problem });
  // PostgreSQL keeps every character but this one.
  if (JSON.stringify(read.document).includes(String.raw`\u0000`)) {
    throw new AppError('document_unreadable', { reason: 'It holds the character NUL, which cannot be kept.' });
  }
  return read.document;
}
