import { OperationError } from '@patchbay/connector';
import type { Egress } from '../egress/egress.ts';
import { AppError } from '../errors.ts';

const MOST_HOPS = 3;
const LARGEST = 25 * 1024 * 1024;
const LIMITS = { totalMs: 20_000, headersMs: 10_000, wireBytes: LARGEST, inflatedBytes: LARGEST };

/** Gets the text behind a link through egress, following redirects. Throws AppError `link_unreachable` with the reason. */
export async function fetchDescription(egress: Pick<Egress, 'request'>, link: string): Promise<string> {
  let url = link;
  for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
    const response = await get(egress, url);
    const { location } = response.headers;
    if (response.status >= 300 && response.status < 400 && location !== undefined) {
      const next = URL.parse(location, url);
      if (next === null) throw unreachable('It leads to an address that is none.');
      url = next.href;
      continue;
    }
    if (response.status !== 200) throw unreachable(`It answered with status ${response.status}.`);
    return new TextDecoder().decode(response.body);
  }
  throw unreachable('It leads from one address to the next without end.');
}

async function get(egress: Pick<Egress, 'request'>, url: string) {
  const headers = { accept: 'application/json, application/yaml, text/yaml, */*', 'accept-encoding': 'gzip, br' };
  try {
    return await egress.request({ method: 'GET', url, headers }, { limits: LIMITS });
  } catch (cause) {
    throw unreachable(cause instanceof OperationError ? cause.failure.message : undefined, cause);
  }
}

function unreachable(reason: string | undefined, cause?: unknown): AppError {
  return new AppError('link_unreachable', { ...(reason === undefined ? {} : { reason }), cause });
}
