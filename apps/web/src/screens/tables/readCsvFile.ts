import { t } from '../../texts/t.ts';

const LARGEST_BYTES = 25 * 1024 * 1024;

/** The text of a CSV file that a person chose, whatever wrote it. `problem` is a sentence for them. */
export async function readCsvFile(file: File): Promise<{ ok: true; text: string } | { ok: false; problem: string }> {
  if (file.size > LARGEST_BYTES)
    return { ok: false, problem: t('{name} is larger than 25 MB. Split it up.', { name: file.name }) };
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    return { ok: false, problem: t('{name} is an Excel workbook. Save it as CSV first.', { name: file.name }) };
  }
  const text = decoded(bytes);
  return text.includes('\0')
    ? { ok: false, problem: t('{name} holds no text.', { name: file.name }) }
    : { ok: true, text };
}

/** UTF-8 where it is valid, UTF-16 where it says so, else what old spreadsheets write. */
function decoded(bytes: Uint8Array<ArrayBuffer>): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
