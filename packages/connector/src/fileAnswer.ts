import type { Operation } from './connector.ts';
import type { FileRef } from './file.ts';
import { hintsOf } from './hints.ts';
import { isObject, own } from './json.ts';
import { isJson, isJsonLines, isText, mediaType } from './mediaType.ts';
import type { HttpRequest, HttpResponse } from './request.ts';

/** An answer whose body has not come yet. Header names are lower case. */
export type AnswerHead = Pick<HttpResponse, 'status' | 'headers'>;

type Asked = { operation: Operation; input: unknown; request: Pick<HttpRequest, 'method'> };

/**
 * Whether an answer is one to keep as a file: the step asks for that, its operation gives files, or it is neither data nor
 * text, or a text sent as an attachment. JSON stays data even as an attachment: some APIs send all of it so.
 */
export function isFileAnswer({ operation, input, request }: Asked, { status, headers }: AnswerHead): boolean {
  const isEmpty = status === 204 || status === 205 || headers['content-length'] === '0' || request.method === 'HEAD';
  if (isEmpty || !(status >= 200 && status <= 299)) return false;
  const asks = operation.fileAnswer && isObject(input) && own(input, operation.fileAnswer.input) === true;
  if (asks || hintsOf(operation.output)['x-patchbay-widget'] === 'file') return true;
  const type = mediaType(headers);
  if (isJson(type) || isJsonLines(type)) return false;
  const isAttached = /^\s*attachment\b/i.test(headers['content-disposition'] ?? '');
  if (isText(type)) return isAttached && operation.answer === 'whole';
  return type !== '' || isAttached;
}

/** What the answer calls its file: by its `content-disposition`, else by the end of the address. */
export function answerFileName({ headers }: AnswerHead, url: string): string {
  const disposition = headers['content-disposition'] ?? '';
  const encoded = /filename\*\s*=\s*utf-8'[\w-]*'([^;\s]+)/i.exec(disposition)?.[1];
  const plain = /filename\s*=\s*("(?:[^"\\]|\\.)*"|[^;]+)/i.exec(disposition)?.[1];
  const named = (encoded && decoded(encoded)) ?? plain?.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1').trim();
  return named || decoded(URL.parse(url)?.pathname.split('/').at(-1) ?? '') || 'file';
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The output of a step whose answer was kept as a file. */
export function readFileAnswer(operation: Operation, { status, headers }: AnswerHead, file: FileRef): unknown {
  return operation.answer === 'whole' ? { status, headers: { ...headers }, body: file } : file;
}
