import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import S3rver from '@20minutes/s3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEgress, type Egress } from '../egress/egress.ts';
import { createFileRows, type FileRows } from '../store/files/fileRows.ts';
import { testDatabase } from '../store/testing.ts';
import { type Bucket, readBucket } from './bucket.ts';
import { createBucketBytes } from './bucketBytes.ts';
import { createFileStore } from './createFileStore.ts';
import { fileStoreContract } from './testing/fileStoreContract.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let rows: FileRows;
let egress: Egress;
let folder: string;
let s3: S3rver;
let bucket: Bucket;
beforeAll(async () => {
  database = await testDatabase();
  rows = createFileRows(database.pool);
  egress = createEgress({ allowNetworks: ['127.0.0.0/8'] });
  folder = await mkdtemp(join(tmpdir(), 'patchbay-s3-'));
  s3 = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'files' }],
  });
  const { port } = await s3.run();
  const read = readBucket(`s3://files/patchbay/one?endpoint=http://127.0.0.1:${port}&region=eu-central-1`);
  if (read === undefined) throw new Error('This is no bucket.');
  bucket = { ...read, accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
});
afterAll(async () => {
  await egress.close();
  await s3.close();
  await rm(folder, { recursive: true });
  await database.drop();
});

const workspace = async () => (await database.prisma.workspace.create({ data: { name: 'Files' } })).id;
const open = (changes: Partial<Bucket> = {}) =>
  createFileStore({ rows, bytes: createBucketBytes({ bucket: { ...bucket, ...changes }, egress }) });

/** The server for tests keeps the parts of uploads that were given up; a test below sees that they are. */
async function stored(): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.map(({ name }) => name).filter((name) => name.endsWith('_object'));
}

describe('in a bucket', () => {
  fileStoreContract(async () => ({
    files: open(),
    workspaceId: await workspace(),
    otherId: await workspace(),
    stored,
  }));

  it.each([
    ['its key is wrong', { secretAccessKey: 'wrong' }, /SignatureDoesNotMatch/],
    ['it is not there', { name: 'nowhere' }, /NoSuchBucket/],
    ['nothing answers', { endpoint: 'http://127.0.0.1:9' }, /refused/],
  ])('says that files cannot be kept where %s', async (_why, changes, reason) => {
    const complaints: unknown[] = [];
    const bytes = createBucketBytes({ bucket: { ...bucket, ...changes }, egress });
    const files = createFileStore({ rows, bytes, onError: (error) => complaints.push(error) });
    const kept = files.keep({ workspaceId: await workspace(), name: 'a', contentType: 'a/b' }, Buffer.from('a'));
    const error = await kept.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ failure: { code: 'file_store_away', retry: 'later' } });
    expect(error instanceof Error && String(error.cause)).toMatch(reason);
    expect(complaints).toEqual([error]);
  });

  it('removes a file, and does not mind one that is gone', async () => {
    const workspaceId = await workspace();
    const bytes = createBucketBytes({ bucket, egress });
    const { file } = await open().keep({ workspaceId, name: 'a', contentType: 'a/b' }, Buffer.from('a'));
    await bytes.remove(file);
    await bytes.remove(file);
    expect(await open().open(workspaceId, file)).toBeNull();
  });
});

/** A bucket that answers as told and says what it was asked. */
async function fakeBucket(answer: (times: number) => { status: number; body: string }) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url?.split('?')[1] ?? ''}`);
    const { status, body } = answer(asked.length);
    request.resume().on('end', () => response.writeHead(status, { etag: '"x"' }).end(body));
  });
  const port = await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address?.port);
    });
  });
  const bytes = createBucketBytes({ bucket: { ...bucket, endpoint: `http://127.0.0.1:${port}` }, egress });
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { asked, bytes, close };
}

const begun = { status: 200, body: '<UploadId>u</UploadId>' };

describe('an upload in parts', () => {
  it('asks a busy bucket again, with the part it holds', async () => {
    const busy = { status: 503, body: '<Error><Code>SlowDown</Code></Error>' };
    const { asked, bytes, close } = await fakeBucket((times) => (times % 2 === 1 ? busy : begun));
    await bytes.write('file_a', Readable.from([Buffer.alloc(9_000_000)]));
    close();
    expect(asked.filter((_, at) => at % 2 === 1)).toEqual([
      'POST uploads=',
      'PUT partNumber=1&uploadId=u',
      'PUT partNumber=2&uploadId=u',
      'POST uploadId=u',
    ]);
  });

  it('is given up where the sender breaks off, and where the bucket fails to put it together', async () => {
    const tooSmall = { status: 200, body: '<Error><Code>EntityTooSmall</Code></Error>' };
    const { asked, bytes, close } = await fakeBucket((times) => (times === 8 ? tooSmall : begun));
    const broken = Readable.from(
      (function* () {
        yield Buffer.alloc(18_000_000);
        throw new Error('gone');
      })(),
    );
    await expect(bytes.write('file_a', broken)).rejects.toThrow('gone');
    await expect(bytes.write('file_b', Readable.from([Buffer.alloc(8_500_000)]))).rejects.toThrow('cannot be used');
    close();
    expect(asked.filter((line) => line.startsWith('DELETE'))).toEqual(['DELETE uploadId=u', 'DELETE uploadId=u']);
  });
});

it.each([
  ['s3://files', { endpoint: 'https://s3.us-east-1.amazonaws.com', region: 'us-east-1', name: 'files', prefix: '' }],
  [
    's3://files/a/b/?region=eu-west-1&endpoint=https://minio.example.com:9000/',
    { endpoint: 'https://minio.example.com:9000', region: 'eu-west-1', name: 'files', prefix: 'a/b/' },
  ],
  ['https://files', undefined],
  ['s3://files/../x?endpoint=ftp://a', undefined],
  ['s3://UPPER_case', undefined],
])('reads %s', (text, read) => {
  expect(readBucket(text)).toEqual(read);
});
