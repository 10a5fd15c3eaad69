import { OperationError } from '@patchbay/connector';

/** The field has to begin so early in an answer. */
const MOST_HEAD = 64_000;

/**
 * The bytes of a file that stands in a field of JSON as base64, of either alphabet, while the JSON comes: it is never held as
 * a whole. Throws OperationError where there is none, or where it breaks off.
 */
export async function* fileInJson(json: AsyncIterable<Uint8Array>, field: string): AsyncGenerator<Buffer> {
  const start = new RegExp(`"${field}"\\s*:\\s*"`);
  let head: string | undefined = '';
  let left = '';
  for await (const chunk of json) {
    let text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    if (head !== undefined) {
      head += text;
      const found = start.exec(head);
      if (found === null && head.length > MOST_HEAD) throw noFile();
      if (found === null) continue;
      text = head.slice(found.index + found[0].length);
      head = undefined;
    }
    const end = text.indexOf('"');
    // Some servers write the padding as the escape of its sign.
    const letters = left + (end === -1 ? text : text.slice(0, end)).replaceAll('\\u003d', '');
    const whole = end === -1 ? letters.length - (letters.length % 4) : letters.length;
    yield Buffer.from(letters.slice(0, whole), 'base64url');
    left = letters.slice(whole);
    if (end !== -1) return;
  }
  throw noFile();
}

function noFile(): OperationError {
  const message = 'The app gave no file, or only a part of it. Read where it comes from again.';
  return new OperationError({ code: 'answer_without_file', message, retry: 'never' });
}
