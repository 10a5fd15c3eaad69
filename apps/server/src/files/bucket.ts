/** A bucket that speaks S3, and who may use it. */
export type Bucket = {
  /** An origin without a trailing slash: the bucket is named in the path. */
  endpoint: string;
  region: string;
  name: string;
  /** Before each id: empty, or ending in a slash. */
  prefix: string;
  accessKeyId: string;
  secretAccessKey: string;
};

export type BucketKeys = Pick<Bucket, 'accessKeyId' | 'secretAccessKey'>;

/** Reads `s3://bucket/prefix?endpoint=https://host&region=eu-central-1`; undefined where it is none. */
export function readBucket(text: string): Omit<Bucket, keyof BucketKeys> | undefined {
  const url = URL.parse(text.trim());
  if (url === null || url.protocol !== 's3:' || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(url.hostname))
    return undefined;
  const prefix = url.pathname.replace(/^\/+|\/+$/g, '');
  if (!/^[\w./-]*$/.test(prefix) || prefix.split('/').some((part) => /^\.+$/.test(part))) return undefined;
  const region = url.searchParams.get('region') ?? 'us-east-1';
  const endpoint = URL.parse(url.searchParams.get('endpoint') ?? `https://s3.${region}.amazonaws.com`);
  if (endpoint === null || !/^https?:$/.test(endpoint.protocol) || !/^[a-z0-9-]+$/.test(region)) return undefined;
  return { endpoint: endpoint.origin, region, name: url.hostname, prefix: prefix === '' ? '' : `${prefix}/` };
}
