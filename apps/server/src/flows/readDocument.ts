import { type FlowDocument, migrateDocument } from '@patchbay/flow';
import { AppError } from '../errors.ts';

/** A document as it may be kept. Throws `document_unreadable` with the reason: whatever is kept can be read again. */
export function readDocument(document: unknown): FlowDocument {
  const read = migrateDocument(document);
  if (!read.ok) throw new AppError('document_unreadable', { reason: read.problem });
  const [, unkept] = UNKEPT.exec(JSON.stringify(read.document)) ?? [];
  if (unkept === '0000')
    throw new AppError('document_unreadable', { reason: 'It holds the character NUL, which cannot be kept.' });
  if (unkept !== undefined)
    throw new AppError('document_unreadable', { reason: 'It holds half of a character, which cannot be kept.' });
  return read.document;
}

/** What PostgreSQL does not keep, or keeps and cannot look into, as JSON writes it: NUL, and one half of a character of two. A backslash before it is a text. */
const UNKEPT = /(?<!\\)(?:\\\\)*\\u(0000|d[89a-f])/;
