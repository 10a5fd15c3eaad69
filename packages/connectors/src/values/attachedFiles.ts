import {
  bytesOf,
  type FieldSchema,
  type FileRef,
  fileSchema,
  isFile,
  isFileRef,
  say,
  spell,
} from '@patchbay/connector';
import type { Field, Input } from './input.ts';
import { refusal } from './refusal.ts';

/** A file that goes with an e-mail: one that the host keeps, or bytes. */
export type Attached = { name: string; contentType: string; size: number; content: FileRef | Uint8Array };

const MOST_FILES = 100;

/** The field for the files of an e-mail. */
export const attachmentsField = (most: string): FieldSchema => ({
  type: 'array',
  title: 'Attachments',
  description: spell(say('Files that go with it, {most} together at most.', { most })),
  items: fileSchema as FieldSchema,
  'x-patchbay-basic': true,
});

/** The files of an e-mail: one, several or none. Throws OperationError for what is no file, and where they are too large together. */
export function attachedIn(input: Input, { name, title, mostBytes }: Field & { mostBytes: number }): Attached[] {
  const given = [input[name]].flat().filter((file) => file !== undefined && file !== null && file !== '');
  if (given.length > MOST_FILES)
    throw refusal('too_many_files', say('{title} takes {most} files at most.', { title, most: MOST_FILES }));
  const files = given.map((file) => attached(file, title));
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size <= mostBytes) return files;
  const [have, may] = [Math.ceil(size / 1_000_000), Math.floor(mostBytes / 100_000) / 10];
  const sentence = say('{title} have {have} MB together, and {may} MB are the most. Send a link to them instead.', {
    title,
    have,
    may,
  });
  throw refusal('attachments_too_large', sentence);
}

function attached(file: unknown, title: string): Attached {
  if (isFileRef(file)) return { name: file.name, contentType: file.contentType, size: file.size, content: file };
  if (!isFile(file))
    throw refusal(
      'file_not_valid',
      say('{title} holds something that is no file. Give files of earlier steps.', { title }),
    );
  const content = bytesOf(file);
  return { name: file.name ?? 'file', contentType: file.contentType ?? '', size: content.length, content };
}
