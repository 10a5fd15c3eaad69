import { createHash, createHmac } from 'node:crypto';

export type SigV4Keys = {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  sessionToken?: string | undefined;
};

export type SigV4Request = {
  method: string;
  url: string;
  /** Lower case names. All of them are signed. */
  headers: Readonly<Record<string, string>>;
  /** Absent: it goes out as it is read, and is not part of the signature. */
  body?: string | Uint8Array;
  service: string;
  /** Milliseconds since 1970. */
  at: number;
};

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Of a signed address: how long it works. Amazon takes seven days at most. */
export type SigV4Link = Pick<SigV4Request, 'method' | 'url' | 'service' | 'at'> & { seconds: number };

/**
 * Amazon's signature of version 4, which others take too: gives the headers to send with the request. After the steps of the
 * specification: canonical request, string to sign, key, signature.
 */
export function sigV4(request: SigV4Request, keys: SigV4Keys): Record<string, string> {
  const date = dateOf(request.at);
  const hash = request.body === undefined ? 'UNSIGNED-PAYLOAD' : sha256(request.body);
  const url = new URL(request.url);
  const added = {
    'x-amz-date': date,
    ...(request.service === 's3' && { 'x-amz-content-sha256': hash }),
    ...(keys.sessionToken !== undefined && { 'x-amz-security-token': keys.sessionToken }),
  };
  const signed = Object.entries({ ...request.headers, ...added, host: url.host }).toSorted(([a], [b]) => compare(a, b));
  const names = signed.map(([name]) => name).join(';');
  const canonical = [
    request.method,
    canonicalPath(url.pathname, request.service),
    canonicalQuery(url.search),
    ...signed.map(([name, value]) => `${name}:${value.trim().replace(/\s+/g, ' ')}`),
    '',
    names,
    hash,
  ].join('\n');
  const scope = scopeOf({ date, service: request.service }, keys);
  const signature = signatureOf({ date, scope, canonical }, keys);
  const credential = `${keys.accessKeyId}/${scope}`;
  return {
    ...added,
    authorization: `${ALGORITHM} Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

/**
 * The same signature in an address: whoever has it may do what it is for until its time is up, without a key. Only the host
 * is signed with it, so that any browser can follow it.
 */
export function sigV4Link({ method, url: address, service, at, seconds }: SigV4Link, keys: SigV4Keys): string {
  const date = dateOf(at);
  const scope = scopeOf({ date, service }, keys);
  const url = new URL(address);
  const added = {
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': `${keys.accessKeyId}/${scope}`,
    'X-Amz-Date': date,
    'X-Amz-Expires': String(seconds),
    ...(keys.sessionToken !== undefined && { 'X-Amz-Security-Token': keys.sessionToken }),
    'X-Amz-SignedHeaders': 'host',
  };
  const given = Object.entries(added).map(([name, value]) => `${name}=${escaped(value)}`);
  const query = canonicalQuery(`?${[url.search.slice(1), ...given].filter(Boolean).join('&')}`);
  const path = canonicalPath(url.pathname, service);
  const canonical = [method, path, query, `host:${url.host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  return `${url.origin}${path}?${query}&X-Amz-Signature=${signatureOf({ date, scope, canonical }, keys)}`;
}

const dateOf = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');

function scopeOf({ date, service }: { date: string; service: string }, { region }: SigV4Keys): string {
  return `${date.slice(0, 8)}/${region}/${service}/aws4_request`;
}

type ToSign = { date: string; scope: string; canonical: string };

function signatureOf({ date, scope, canonical }: ToSign, keys: SigV4Keys): string {
  return hmac(signingKey(keys, scope), [ALGORITHM, date, scope, sha256(canonical)].join('\n')).toString('hex');
}

function signingKey({ secretAccessKey }: SigV4Keys, scope: string): Buffer {
  let key: Buffer = Buffer.from(`AWS4${secretAccessKey}`, 'utf8');
  for (const part of scope.split('/')) key = hmac(key, part);
  return key;
}

/** All but S3 want the path as it is sent escaped once more. */
function canonicalPath(path: string, service: string): string {
  const part = service === 's3' ? (text: string) => escaped(unescaped(text)) : escaped;
  return path.split('/').map(part).join('/');
}

function canonicalQuery(search: string): string {
  const pairs = search
    .slice(1)
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const at = pair.indexOf('=');
      const [name, value] = at === -1 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return [escaped(unescaped(name)), escaped(unescaped(value))] as const;
    });
  return pairs
    .toSorted(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map((pair) => pair.join('='))
    .join('&');
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone percent sign stands for itself.
    return text;
  }
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function sha256(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}
