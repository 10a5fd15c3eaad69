import type { Egress } from '../egress/egress.ts';
import { type AccountPicture, isOpen, pictureType } from './accountPicture.ts';

const MOST_HOPS = 3;
const LARGEST = 200 * 1024;
const PATIENCE_MS = 5_000;
const LIMITS = {
  connectMs: PATIENCE_MS,
  headersMs: PATIENCE_MS,
  totalMs: PATIENCE_MS,
  wireBytes: LARGEST,
  inflatedBytes: LARGEST,
};

/**
 * Gets a picture through egress, without anything of the account. Undefined where there is none, or none that may be shown: an
 * account is worth connecting without its picture, so nobody is told why.
 */
export async function fetchPicture(
  egress: Pick<Egress, 'request'>,
  address: string,
): Promise<AccountPicture | undefined> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    return await follow(address, (url) => {
      const headers = { accept: 'image/png, image/jpeg, image/webp, image/gif' };
      return egress.request({ method: 'GET', url, headers }, { limits: LIMITS, signal });
    });
  } catch {
    return undefined;
  }
}

async function follow(
  address: string,
  get: (url: string) => ReturnType<Egress['request']>,
): Promise<AccountPicture | undefined> {
  let url = address;
  for (let hop = 0; hop <= MOST_HOPS && isOpen(url); hop += 1) {
    const { status, headers, body } = await get(url);
    if (status === 200) {
      const contentType = pictureType(body);
      return contentType === undefined ? undefined : { contentType, bytes: body };
    }
    const next = status >= 300 && status < 400 ? URL.parse(headers.location ?? '', url) : null;
    if (next === null) return undefined;
    url = next.href;
  }
  return undefined;
}
