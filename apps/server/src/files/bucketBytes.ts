import type { Readable } from 'node:stream';
import type { HttpResponse } from '@patchbay/connector';
import type { Egress, StreamedResponse } from '../egress/egress.ts';
import type { Bucket } from './bucket.ts';
import { type BucketRequests, createBucketRequests } from './bucketRequests.ts';
import type { ByteStore } from './byteStore.ts';
import { FilesUnavailable } from './fileStore.ts';

/** Of the parts of an upload: what is held in memory for one file under way. S3 takes no less, but for the last. */
const PART_BYTES = 8 * 1024 * 1024;

type Answer = HttpResponse | StreamedResponse;

/**
 * Files in a bucket, `<prefix><id>`. What fits into one part is put at once; the rest goes up in parts, as it comes, and is there
 * when the bucket has put them together.
 */
export function createBucketBytes(options: { bucket: Bucket; egress: Pick<Egress, 'open'> }): ByteStore {
  const send = createBucketRequests(options);
  return {
    async write(id, bytes) {
      const parts = inParts(bytes);
      const first = await parts.next();
      const second = first.done ? first : await parts.next();
      if (second.done) await asked(send({ method: 'PUT', id, body: first.value ?? Buffer.alloc(0) }));
      else await writeParts(send, id, following([first.value ?? Buffer.alloc(0), second.value], parts));
    },

    async open(id) {
      const response = await asked(send({ method: 'GET', id }), 404);
      return 'stream' in response ? response.stream : null;
    },

    async remove(id) {
      await asked(send({ method: 'DELETE', id }), 404);
    },
  };
}

/** Every part as soon as there is one, then all together; of an upload that breaks off the bucket keeps nothing. */
async function writeParts(send: BucketRequests, id: string, parts: AsyncIterable<Buffer>): Promise<void> {
  const begun = await asked(send({ method: 'POST', id, query: 'uploads=' }));
  const uploadId = /<UploadId>([^<]+)<\/UploadId>/.exec(textOf(begun))?.[1];
  if (uploadId === undefined) throw unavailable(begun);
  const upload = `uploadId=${encodeURIComponent(uploadId)}`;
  try {
    const tags: string[] = [];
    for await (const body of parts) {
      const { headers } = await asked(
        send({ method: 'PUT', id, query: `partNumber=${tags.length + 1}&${upload}`, body }),
      );
      tags.push((headers.etag ?? '').replaceAll('"', ''));
    }
    const list = tags.map((tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>"${tag}"</ETag></Part>`);
    const body = Buffer.from(`<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`);
    const done = await asked(send({ method: 'POST', id, query: upload, body }));
    // It begins to answer before it is done, and says in the body what went wrong since.
    if (textOf(done).includes('<Error>')) throw unavailable(done);
  } catch (error) {
    await send({ method: 'DELETE', id, query: upload }).catch(() => undefined);
    throw error;
  }
}

/** The answer where it is as wanted. Throws FilesUnavailable, with what the bucket says as its cause. */
async function asked(answer: Promise<Answer>, ...alsoFine: number[]): Promise<Answer> {
  const response = await answer.catch((cause: unknown) => {
    throw new FilesUnavailable('away', { cause });
  });
  const { status } = response;
  const isFine = alsoFine.includes(status) && !textOf(response).includes('NoSuchBucket');
  if (isFine || (status >= 200 && status <= 299)) return response;
  throw unavailable(response);
}

function unavailable(response: Answer): FilesUnavailable {
  const said = /<Code>(\w+)<\/Code>/.exec(textOf(response))?.[1] ?? 'no reason given';
  return new FilesUnavailable('away', { cause: new Error(`The bucket answered ${response.status}: ${said}.`) });
}

function textOf(response: Answer): string {
  return 'stream' in response ? '' : new TextDecoder().decode(response.body);
}

/** The bytes in pieces of one size, but for the last. Nothing at all is no piece. */
async function* inParts(bytes: Readable): AsyncGenerator<Buffer, undefined> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    size += chunk.length;
    while (size >= PART_BYTES) {
      const whole = Buffer.concat(chunks);
      yield whole.subarray(0, PART_BYTES);
      chunks = [whole.subarray(PART_BYTES)];
      size -= PART_BYTES;
    }
  }
  if (size > 0) yield Buffer.concat(chunks);
  return undefined;
}

async function* following(first: readonly Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* first;
  yield* rest;
}
