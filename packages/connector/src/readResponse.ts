import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { outputPartOf } from './answerParts.ts';
import type { Operation } from './connector.ts';
import { type Failure, OperationError } from './failure.ts';
import { type FileValue, toBase64 } from './file.ts';
import { isJson, isJsonLines, isText, mediaType } from './mediaType.ts';
import { parseJson } from './parseJson.ts';
import { refusalIn } from './refusedAnswer.ts';
import type { HttpResponse } from './request.ts';

/**
 * An answer as the output of a step: data where it is JSON, text, or a `FileValue`; `null` where it is empty; of all that
 * the part that the operation gives. A host that keeps files takes those by `isFileAnswer` before.
 * Throws OperationError, and nothing else, for an answer that is a refusal and for one that is not what it claims to be.
 */
export function readResponse(operation: Operation, response: HttpResponse): unknown {
  return partOfAnswer(operation, readAnswer(operation, response));
}

/** The same before a part of it is taken. */
export function readAnswer(operation: Operation, response: HttpResponse): unknown {
  const isOk = response.status >= 200 && response.status <= 299;
  const mayRefuse = !isOk || operation.answerRules?.refusedWhen !== undefined;
  const refusal = mayRefuse ? refusalIn(response, textIn(response), operation) : undefined;
  if (refusal !== undefined) throw new OperationError(refusal);
  if (operation.answer === 'whole') {
    return { status: response.status, headers: { ...response.headers }, body: bodyIn(response, true) };
  }
  const isPart = operation.outputPart !== undefined || operation.paging !== undefined;
  return bodyIn(response, !isPart && takesText(operation.output));
}

/** What an operation gives of its answer. */
export function partOfAnswer({ outputPart }: Operation, answer: unknown): unknown {
  return outputPart === undefined ? answer : outputPartOf(answer, outputPart);
}

function bodyIn(response: HttpResponse, textIsFine: boolean): unknown {
  const { body, status } = response;
  if (body.length === 0 || status === 204 || status === 205) return null;
  const type = mediaType(response.headers);
  if (isJson(type)) return asData(response);
  if (isJsonLines(type)) return textIsFine ? textIn(response) : linesIn(response);
  if (isText(type)) return textIsFine ? textIn(response) : asData(response);
  if (type === '') return untyped(response, textIsFine);
  const file: FileValue = { base64: toBase64(body), contentType: type };
  return file;
}

function asData(response: HttpResponse): unknown {
  const text = textIn(response);
  try {
    return parseJson(text);
  } catch (cause) {
    throw new OperationError(notJson(response, text), { cause });
  }
}

/** Comes before each record of `application/json-seq`. */
const RECORD = '\u001e';

/** Each line, or each piece after a record separator, is JSON. */
function linesIn(response: HttpResponse): unknown[] {
  const pieces = textIn(response)
    .split(RECORD)
    .flatMap((record) => record.split('\n'))
    .filter((line) => line.trim() !== '');
  try {
    return pieces.map((piece) => parseJson(piece));
  } catch (cause) {
    throw new OperationError(notJson(response, textIn(response)), { cause });
  }
}

function untyped(response: HttpResponse, textIsFine: boolean): unknown {
  const text = textIn(response);
  try {
    return parseJson(text);
  } catch (cause) {
    if (textIsFine) return text;
    throw new OperationError(notJson(response, text), { cause });
  }
}

function notJson(response: HttpResponse, text: string): Failure {
  const isPage = /^\s*<(!doctype|html)/i.test(text);
  return {
    code: 'answer_not_json',
    message: isPage
      ? 'The API answered with a web page instead of data. Check the address.'
      : 'The API answered with something that is not valid JSON.',
    retry: 'never',
    status: response.status,
    raw: text.slice(0, 2_000),
  };
}

/** Whether plain text is an answer this operation can have: its output is text, or nobody said what it is. */
function takesText(output: JSONSchema): boolean {
  if (typeof output === 'boolean') return output;
  if (output.type === undefined) return Object.keys(output).every((key) => !STRUCTURE.has(key));
  return output.type === 'string' || (Array.isArray(output.type) && output.type.includes('string'));
}

const STRUCTURE = new Set(['$ref', 'properties', 'items', 'allOf', 'anyOf', 'oneOf', 'required']);

function textIn({ headers, body }: HttpResponse): string {
  const charset = /charset="?([\w.:-]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(body);
  } catch {
    // Nobody promises that the charset an API names exists.
    return new TextDecoder().decode(body);
  }
}
