import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { type FileStore, FileTooLarge } from '../fileStore.ts';

/** `workspaceId` and `otherId` are workspaces that are there; `stored` lists the ids whose bytes are anywhere in the store. */
export type StoreUnderTest = { files: FileStore; workspaceId: string; otherId: string; stored(): Promise<string[]> };

const chunks = (bytes: Buffer, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));

/** What every file store keeps to. `make` is called once per fact; the caller cleans up after itself. */
export function fileStoreContract(make: () => Promise<StoreUnderTest>): void {
  describe('file store contract', () => {
    contentFacts(make);
    failureFacts(make);
  });
}

function contentFacts(make: () => Promise<StoreUnderTest>): void {
  it.each([
    ['nothing', 0],
    ['a byte', 1],
    ['one part', 300_000],
    ['several parts', 21_000_001],
  ])('gives back a file of %s as it was', async (_what, size) => {
    const { files, workspaceId } = await make();
    const bytes = randomBytes(size);
    const given = { workspaceId, name: 'orders.csv', contentType: 'text/csv' };
    const ref = await files.keep(given, Readable.from(chunks(bytes, 70_001)));
    expect(ref).toEqual({ file: ref.file, name: 'orders.csv', contentType: 'text/csv', size });
    expect(ref.file).toMatch(/^file_[0-9a-f]{32}$/);
    expect(await files.find(workspaceId, ref.file)).toEqual(ref);
    const opened = await files.open(workspaceId, ref.file);
    expect(opened && (await buffer(opened)).equals(bytes)).toBe(true);
  });

  it('has no file for another workspace, and none that was never kept', async () => {
    const { files, workspaceId, otherId } = await make();
    const { file } = await files.keep({ workspaceId, name: 'a.txt', contentType: 'text/plain' }, Buffer.from('a'));
    expect(await files.open(otherId, file)).toBeNull();
    expect(await files.find(otherId, file)).toBeNull();
    for (const id of [`file_${'0'.repeat(32)}`, '../../etc/passwd', 'file_\u0000', '', `${file}/../${file}`]) {
      expect(await files.open(workspaceId, id)).toBeNull();
      expect(await files.find(workspaceId, id)).toBeNull();
    }
  });

  it('shows a file under a name that is no path and reads as it is', async () => {
    const { files, workspaceId } = await make();
    const { name, contentType } = await files.keep(
      { workspaceId, name: '../../etc/\u202Epass\u0000wd', contentType: 'text/html\r\nx: y' },
      Buffer.from('a'),
    );
    expect({ name, contentType }).toEqual({ name: 'passwd', contentType: 'application/octet-stream' });
  });
}

function failureFacts(make: () => Promise<StoreUnderTest>): void {
  it('refuses a file above the limit while it comes, and leaves nothing of it', async () => {
    const { files, workspaceId, stored } = await make();
    const before = await stored();
    let sent = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          sent += 1_000_000;
          yield Buffer.alloc(1_000_000);
        }
      })(),
    );
    const limits = { mostBytes: 20_000_000 };
    const kept = files.keep({ workspaceId, name: 'big', contentType: 'image/png' }, endless, limits);
    await expect(kept).rejects.toBeInstanceOf(FileTooLarge);
    expect(sent).toBeLessThan(40_000_000);
    expect(endless.destroyed).toBe(true);
    expect(await stored()).toEqual(before);
  });

  it('leaves nothing of a file whose sender breaks off', async () => {
    const { files, workspaceId, stored } = await make();
    const before = await stored();
    const broken = new Error('The sender went away.');
    const bytes = Readable.from(
      (function* () {
        yield Buffer.alloc(9_000_000);
        throw broken;
      })(),
    );
    await expect(files.keep({ workspaceId, name: 'a', contentType: 'image/png' }, bytes)).rejects.toBe(broken);
    expect(await stored()).toEqual(before);
  });
}
