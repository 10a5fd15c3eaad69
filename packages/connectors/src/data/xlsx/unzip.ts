import { Unzip, UnzipInflate } from 'fflate';
import { refusal } from '../../values/refusal.ts';

/** Bytes that all wanted parts may have together once unpacked; a small archive can unpack to a thousand times itself. */
const LARGEST = 64 * 1024 * 1024;
/** Unpacked a piece at a time, so that a bomb is noticed while it still fits into the memory. */
const PIECE = 16 * 1024;

/** The wanted files of a zip archive, in pieces. Throws OperationError `excel_broken` or `file_too_large`. */
export function unzip(bytes: Uint8Array, isWanted: (name: string) => boolean): Map<string, Uint8Array[]> {
  const files = new Map<string, Uint8Array[]>();
  let size = 0;
  let problem: Error | undefined;
  const archive = new Unzip((file) => {
    if (!isWanted(file.name) || files.has(file.name)) return;
    const pieces: Uint8Array[] = [];
    files.set(file.name, pieces);
    file.ondata = (error, piece) => {
      if (error) problem ??= error;
      else pieces.push(piece);
      size += piece?.length ?? 0;
    };
    file.start();
  });
  archive.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      archive.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
      if (size > LARGEST) break;
    }
  } catch (error) {
    problem ??= error instanceof Error ? error : new Error('unreadable', { cause: error });
  }
  if (size > LARGEST) throw refusal('file_too_large', 'The workbook is larger than 64 MB once unpacked. Split it up.');
  if (problem !== undefined) throw refusal('excel_broken', 'The Excel file is damaged. Save it anew.', problem);
  return files;
}
