import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { OperationError } from '@patchbay/connector';
import type { FileStore } from '../files/fileStore.ts';
import type { OpenConnection } from '../vault/signRequest.ts';
import { looksAtBody, whyRefused } from './checks/whyRefused.ts';
import { bodyKind, type HookPayload, parseBody, type RequestLine, UnreadableBody, withBody } from './parsePayload.ts';
import { fileRefused, type Problem, problems, unreadableBody } from './problem.ts';
import { BodyTooLarge, CutOff, MOST_UPLOAD_BYTES, readBody } from './readBody.ts';
import { type ArrivingFile, partsAsFields, readParts } from './readParts.ts';
import type { RequestSettings } from './triggerSettings.ts';

export type Receiving = {
  request: IncomingMessage;
  line: RequestLine;
  workspaceId: string;
  settings: RequestSettings;
  /** By which the sender is checked; undefined where anybody may send. */
  account: OpenConnection | undefined;
  files: FileStore;
  now: number;
};

/** What a request brought, or why it is refused; `reason` is for the people who draw the flow only. */
export type Received = { payload: HookPayload } | { problem: Problem; reason?: string } | 'cut-off';

/**
 * Reads a request once its sender is known to be right: nothing is parsed or kept of one that is not. Where the check or
 * the step wants the bytes as they came, they are read whole; else files go on to the file store as they come.
 */
export async function receiveRequest(receiving: Receiving): Promise<Received> {
  try {
    return await read(receiving);
  } catch (error) {
    if (error instanceof CutOff) return 'cut-off';
    if (error instanceof BodyTooLarge) return { problem: problems.tooLarge };
    if (error instanceof UnreadableBody) return { problem: unreadableBody(error.message) };
    if (error instanceof OperationError) return { problem: fileRefused(error.failure) };
    throw error;
  }
}

async function read(receiving: Receiving): Promise<Received> {
  const { request, line, account, settings } = receiving;
  const { headers } = line;
  const wantsBytes = account !== undefined && looksAtBody(account);
  const early = wantsBytes ? undefined : refusalFor(receiving, null);
  if (early !== undefined) return early;
  const kind = bodyKind(headers['content-type']);
  const isFiles = (kind === 'parts' || kind === 'file') && !isEmpty(headers);
  if (isFiles && !wantsBytes && !settings.keepsRaw) {
    if (Number(headers['content-length'] ?? 0) > MOST_UPLOAD_BYTES) throw new BodyTooLarge();
    return { payload: withBody(withoutSecret(receiving), await readFiles(receiving, request)) };
  }
  const body = await readBody(request);
  const late = wantsBytes ? refusalFor(receiving, body) : undefined;
  if (late !== undefined) return late;
  const value = isFiles
    ? await readFiles(receiving, Readable.from([body], { objectMode: false }))
    : parseBody(body, kind === 'parts' || kind === 'file' ? 'text' : kind);
  const payload = withBody(withoutSecret(receiving), value);
  return { payload: settings.keepsRaw ? { ...payload, rawBody: rawOf(body) } : payload };
}

function refusalFor({ account, line: { headers }, now }: Receiving, body: Buffer | null): Received | undefined {
  if (account === undefined) return undefined;
  const reason = whyRefused(account, { headers, body }, now);
  if (reason === undefined) return undefined;
  const asks = account.auth.kind === 'fields' && account.auth.id === 'basic';
  const how = asks ? { headers: { 'www-authenticate': 'Basic realm="Patchbay", charset="UTF-8"' } } : {};
  return { problem: { ...problems.refused, ...how }, reason };
}

/** A secret that was in a header is between the sender and the check: a run's history must not hold it. */
function withoutSecret({ line, account }: Receiving): RequestLine {
  const isSecret = account?.auth.kind === 'fields' && account.auth.id === 'header';
  const name = account?.secret.header?.trim().toLowerCase();
  return isSecret && name !== undefined ? { ...line, headers: { ...line.headers, [name]: undefined } } : line;
}

/** Whether a request says that it has no body: then it is no file, whatever type it names. */
function isEmpty(headers: RequestLine['headers']): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;
}

function rawOf(body: Buffer): string | { base64: string } {
  return isUtf8(body) ? body.toString('utf8') : { base64: body.toString('base64') };
}

/** The body's files in the file store, and references to them in its place. */
async function readFiles({ line, workspaceId, files }: Receiving, bytes: Readable): Promise<unknown> {
  const { headers } = line;
  const keep = ({ name, contentType, bytes }: Omit<ArrivingFile, 'field'>) =>
    files.keep({ workspaceId, name, contentType }, bytes, { mostBytes: MOST_UPLOAD_BYTES });
  const contentType = headers['content-type'] ?? '';
  if (bodyKind(contentType) === 'file') return keep({ name: nameIn(headers), contentType, bytes: unbroken(bytes) });
  // A browser sends a file field that was left empty as a file without a name.
  const keepNamed = async (file: ArrivingFile) => (file.name === '' ? undefined : keep(file));
  return partsAsFields(await readParts(bytes, { headers, mostBytes: MOST_UPLOAD_BYTES, keep: keepNamed }));
}

function nameIn(headers: RequestLine['headers']): string {
  return /filename="?([^";]+)/i.exec(headers['content-disposition'] ?? '')?.[1] ?? 'upload';
}

/** The bytes of a request; they break off with CutOff where its sender goes away. */
function unbroken(bytes: Readable): Readable {
  return Readable.from(
    (async function* () {
      try {
        yield* bytes;
      } catch (cause) {
        throw new CutOff('The sender went away.', { cause });
      }
    })(),
    { objectMode: false },
  );
}
