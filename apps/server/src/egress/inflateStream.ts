import { Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib';
import { EgressError } from './egressError.ts';
import { packings, tooLarge, unreadable } from './inflate.ts';

const unpackers: Record<string, ((first: number) => Transform) | undefined> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  // Servers disagree on what "deflate" means: the low four bits of the first byte are 8 only with the header.
  deflate: (first) => ((first & 0x0f) === 8 ? createInflate() : createInflateRaw()),
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
};

/** Unpacks a body as it comes, by its `content-encoding`, and breaks off past `limit` bytes however small it was packed. */
export function inflateStream(body: Readable, encoding: string, options: { host: string; limit: number }): Readable {
  const names = packings(encoding);
  if (names.length === 0) return body;
  const [name = ''] = names;
  const unpack = unpackers[name];
  if (names.length > 1 || unpack === undefined) {
    const error = unreadable(options.host);
    body.destroy(error);
    throw error;
  }
  return Readable.from(unpacked(body, unpack, options), { objectMode: false });
}

async function* unpacked(
  body: Readable,
  unpack: (first: number) => Transform,
  options: { host: string; limit: number },
): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    const first = await firstOf(body);
    if (first === undefined) return;
    body.unshift(first);
    // `compose` passes errors on both ways and ends both sides together.
    for await (const chunk of body.compose(unpack(first[0] ?? 0))) {
      size += chunk.length;
      if (size > options.limit) throw tooLarge(options);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof EgressError ? error : unreadable(options.host, error);
  } finally {
    body.destroy();
  }
}

/** The first chunk; undefined where the body is empty. Leaves the stream open. */
async function firstOf(body: Readable): Promise<Buffer | undefined> {
  for await (const chunk of body.iterator({ destroyOnReturn: false })) return chunk;
  return undefined;
}
