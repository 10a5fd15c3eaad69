import { OperationError } from '@patchbay/connector';
import { choiceIn, filledTextIn, type Input, textIn, wholeNumberIn } from '@patchbay/connectors';
import { DONE } from '@patchbay/flow';
import { contentDisposition } from '../../files/contentDisposition.ts';
import { sigV4Link } from '../../vault/sigV4.ts';
import type { OpenConnection } from '../../vault/signRequest.ts';
import type { Hosted } from './hosted.ts';
import { inputOf } from './inputOf.ts';

const MOST_MINUTES = 7 * 24 * 60;
/** What the storage sends as `content-disposition` with the file. */
const SAVED_AS = 'response-content-disposition';
const PURPOSES = ['download', 'upload'] as const;

/** Makes an address by which anybody fetches or puts one file of a storage for a while. Nothing is asked of the storage. */
export function hostedS3Link(now: () => number): Hosted {
  return {
    async call(call) {
      const account = await call.account();
      if (account?.auth.kind !== 'sigv4' || account.baseUrl === undefined) throw accountMissing();
      return { outlet: DONE, output: linkFor(inputOf(call), { account, now: now() }) };
    },
  };
}

function linkFor(input: Input, { account, now }: { account: OpenConnection; now: number }) {
  const to = choiceIn(input, { name: 'to', title: 'For', choices: PURPOSES, fallback: 'download' });
  const given = { name: 'minutes', title: 'Works for minutes', min: 1, max: MOST_MINUTES, fallback: 60 };
  const minutes = wholeNumberIn(input, given);
  const name = textIn(input, { name: 'name', title: 'Name when saved' }).trim();
  const method = to === 'upload' ? 'PUT' : 'GET';
  const saved = name === '' || to === 'upload' ? '' : `?${SAVED_AS}=${encodeURIComponent(savedAs(name))}`;
  const url = `${account.baseUrl}${pathIn(input)}${saved}`;
  const { accessKeyId = '', secretAccessKey = '', region = 'us-east-1', sessionToken } = account.secret;
  const link = { method, url, service: 's3', at: now, seconds: minutes * 60 };
  return {
    url: sigV4Link(link, { accessKeyId, secretAccessKey, region, sessionToken }),
    method,
    expiresAt: new Date(now + minutes * 60_000).toISOString(),
  };
}

/** The second, encoded name is for others than plain letters; some storages sign its quotes wrongly. */
function savedAs(name: string): string {
  const header = contentDisposition(name);
  return header.includes(`filename="${name}"`) ? `attachment; filename="${name}"` : header;
}

/** A name that climbs out of its folder would be a link to another file, or to another bucket. */
function pathIn(input: Input): string {
  const bucket = filledTextIn(input, { name: 'bucket', title: 'Bucket' }).trim();
  const key = filledTextIn(input, { name: 'key', title: 'Name' });
  const parts = [bucket, ...key.split('/')];
  if (bucket.includes('/') || parts.some((part) => part === '.' || part === '..')) {
    throw new OperationError({
      code: 'value_not_allowed',
      message: 'Bucket and Name may not hold "." or ".." between slashes, and a bucket has no slash.',
      retry: 'never',
    });
  }
  return `/${parts.map(encodeURIComponent).join('/')}`;
}

function accountMissing(): OperationError {
  const message = 'A link is signed with an access key. Choose an account of S3 for this step.';
  return new OperationError({ code: 'connection_missing', message, retry: 'never' });
}
