import { messageOf, say } from '@patchbay/words';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflateRaw, inflate as inflateZlib, zstdDecompress } from 'node:zlib';
import { EgressError } from './egressError.ts';
import { megabytes } from './exchange.ts';

type Unpack = (packed: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const zlibWithHeader: Unpack = promisify(inflateZlib);
const withoutHeader: Unpack = promisify(inflateRaw);
/** Servers disagree on what "deflate" means: the low four bits of the first byte are 8 only with the header. */
const deflate: Unpack = (packed, options) =>
  ((packed[0] ?? 0) & 0x0f) === 8 ? zlibWithHeader(packed, options) : withoutHeader(packed, options);

const unpackers: Record<string, Unpack> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate,
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
};

/** Unpacks a body by its `content-encoding`, never past `limit` bytes however small it was packed. */
export async function inflate(
  body: Buffer,
  encoding: string,
  options: { host: string; limit: number },
): Promise<Buffer> {
  if (body.length === 0) return body;
  const names = packings(encoding);
  if (names.length > 2) throw unreadable(options.host);
  let unpacked = body;
  for (const name of names.toReversed()) {
    const unpack = unpackers[name];
    if (unpack === undefined) throw unreadable(options.host);
    unpacked = await unpack(unpacked, { maxOutputLength: options.limit }).catch((error: unknown) => {
      throw isTooLarge(error) ? tooLarge(options) : unreadable(options.host, error);
    });
  }
  return unpacked;
}

/** The ways a body is packed, in the order they were applied. */
export function packings(encoding: string): string[] {
  return encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

export function tooLarge({ host, limit }: { host: string; limit: number }): EgressError {
  const said = say('The answer of {host} is larger than {size} MB once unpacked. Ask for less, or for pages.', {
    host,
    size: megabytes(limit),
  });
  return new EgressError({ code: 'answer_too_large', ...messageOf(said), retry: 'never' }, { mayHaveArrived: true });
}

export function unreadable(host: string, cause?: unknown): EgressError {
  const said = say('The answer of {host} is packed in a way that cannot be unpacked.', { host });
  return new EgressError(
    { code: 'answer_unreadable', ...messageOf(said), retry: 'never' },
    { cause, mayHaveArrived: true },
  );
}
