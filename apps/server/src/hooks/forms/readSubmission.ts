import type { IncomingMessage } from 'node:http';
import type { FileRef } from '@patchbay/connector';
import type { FileStore } from '../../files/fileStore.ts';
import { bodyKind } from '../parsePayload.ts';
import { BodyTooLarge, MOST_UPLOAD_BYTES, readBody } from '../readBody.ts';
import { type ArrivingFile, type Parts, readParts } from '../readParts.ts';
import type { FormSettings } from '../triggerSettings.ts';
import { answerName, keptName, TOKEN, TRAP } from './formPage.ts';
import type { FormToken, FormTokens } from './formTokens.ts';
import type { Sent } from './readAnswers.ts';

/** A form as it was sent. */
export type Submission = Sent & {
  token: FormToken | undefined;
  /** Whether something filled in what people do not see. */
  isTrapped: boolean;
};

export type Submitted = {
  request: IncomingMessage;
  hookId: string;
  workspaceId: string;
  form: FormSettings;
  files: FileStore;
  tokens: FormTokens;
};

/** Reads a form that was sent. Files are kept only after a token of ours, which stands first in a page of ours. */
export async function readSubmission(submitted: Submitted): Promise<Submission> {
  const { hookId, tokens, form } = submitted;
  const parts = await readAll(submitted);
  const token = tokenIn(parts, { hookId, tokens });
  const values = new Map<string, string[]>();
  const files = new Map<string, FileRef>();
  for (const { name } of form.fields) {
    values.set(name, textsOf(parts, answerName(name)));
    const [sealed = ''] = textsOf(parts, keptName(name));
    const file = fileOf(parts, answerName(name)) ?? (token && tokens.openFile(token.nonce, sealed));
    if (file !== undefined) files.set(name, file);
  }
  return { values, files, token, isTrapped: isTrapped(parts) };
}

async function readAll(submitted: Submitted): Promise<Parts> {
  const { request, form, files, workspaceId } = submitted;
  const { headers } = request;
  if (bodyKind(headers['content-type']) !== 'parts') {
    const text = (await readBody(request)).toString('utf8');
    return [...new URLSearchParams(text)].map(([name, value]) => ({ name, value }));
  }
  if (Number(headers['content-length'] ?? 0) > MOST_UPLOAD_BYTES) throw new BodyTooLarge();
  const wanted = new Set(form.fields.filter(({ kind }) => kind === 'file').map(({ name }) => answerName(name)));
  const keep = async ({ field, name, contentType, bytes }: ArrivingFile, before: Parts) => {
    const isOurs = tokenIn(before, submitted) !== undefined && !isTrapped(before);
    if (name === '' || !wanted.has(field) || !isOurs) return undefined;
    return files.keep({ workspaceId, name, contentType }, bytes, { mostBytes: MOST_UPLOAD_BYTES });
  };
  return readParts(request, { headers, mostBytes: MOST_UPLOAD_BYTES, keep });
}

function tokenIn(parts: Parts, { hookId, tokens }: Pick<Submitted, 'hookId' | 'tokens'>): FormToken | undefined {
  const [token] = textsOf(parts, TOKEN);
  return token === undefined ? undefined : tokens.read(hookId, token);
}

function isTrapped(parts: Parts): boolean {
  return textsOf(parts, TRAP).some((text) => text !== '');
}

function textsOf(parts: Parts, wanted: string): string[] {
  return parts.flatMap(({ name, value }) => (name === wanted && typeof value === 'string' ? [value] : []));
}

function fileOf(parts: Parts, wanted: string): FileRef | undefined {
  return parts.flatMap(({ name, value }) => (name === wanted && typeof value !== 'string' ? [value] : []))[0];
}
