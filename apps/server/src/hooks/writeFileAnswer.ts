import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type FileRef, isFileRef } from '@patchbay/connector';
import type { Answer } from '@patchbay/execution';
import { contentDisposition } from '../files/contentDisposition.ts';
import type { FileStore } from '../files/fileStore.ts';
import { type Problem, writeProblem } from './problem.ts';
import { answerHeaders } from './writeAnswer.ts';

/** Where the files of a flow's answers are. */
export type KeptFiles = { files: FileStore; workspaceId: string };

type FileAnswer = Answer & { body: FileRef };

const GONE: Problem = {
  status: 502,
  code: 'file_missing',
  title: 'The file is not there',
  detail: 'The flow answered with a file that is not kept any more.',
};

/** Whether the body of an answer is a file as a whole. */
export function isFileAnswer(answer: Answer): answer is FileAnswer {
  return isFileRef(answer.body);
}

/** Sends a file as what a flow answers: always as a download, so that it never acts as a page of this server. */
export async function writeFileAnswer(
  response: ServerResponse,
  answer: FileAnswer,
  { files, workspaceId }: KeptFiles,
): Promise<void> {
  const file = await files.find(workspaceId, answer.body.file).catch(() => null);
  const bytes = file && (await files.open(workspaceId, file.file).catch(() => null));
  if (file === null || bytes === null) return writeProblem(response, GONE);
  response.writeHead(answer.status, {
    ...answerHeaders(answer),
    'content-length': file.size,
    'content-disposition': contentDisposition(file.name),
  });
  // Who goes away in the middle is nobody's error; bytes that break off end the connection, so that nobody takes a part for the whole.
  await pipeline(bytes, response).catch(() => undefined);
}
