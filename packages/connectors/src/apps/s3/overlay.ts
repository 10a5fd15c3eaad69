import type { Lookup, Overlay } from '@patchbay/connector';

const buckets: Lookup = {
  operation: 'listBuckets',
  items: 'buckets',
  value: 'name',
  label: 'name',
  detail: 'createdAt',
};

const files: Lookup = {
  operation: 'listFiles',
  input: { bucket: { from: 'bucket' }, inFolders: true },
  items: 'files',
  value: 'key',
  label: 'key',
  detail: 'changedAt',
  search: 'folder',
};

/** What S3's description does not say. */
export const overlay = {
  name: 'S3',
  category: 'files',
  icon: 'aws',
  description: 'Keep files in Amazon S3 or any storage that works like it.',
  keywords: ['aws', 'amazon', 'storage', 'bucket', 'files', 'r2', 'minio', 'backup', 'object storage'],
  baseUrl: 'https://{host}',
  auth: [
    {
      kind: 'sigv4',
      service: 's3',
      title: 'Access key',
      description:
        'In the AWS console under IAM, Users, Security credentials; other storages have keys of the same kind.',
      helpUrl: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
      fields: [
        {
          name: 'host',
          title: 'Address of the storage',
          description:
            'At Amazon it holds the region: s3.eu-central-1.amazonaws.com. Others say theirs in their console.',
          default: 's3.us-east-1.amazonaws.com',
        },
      ],
    },
  ],
  test: { operation: 'listBuckets', label: 'owner' },
  defaults: {
    answer: {
      message: 'Message',
      code: 'Code',
      advice: {
        NoSuchBucket: { sentence: 'There is no bucket of this name in this account and region.' },
        NoSuchKey: { sentence: 'There is no file of this name. Capital and small letters count.' },
        AccessDenied: { sentence: 'The key may not do this. Allow it in the policy of its user or of the bucket.' },
        InvalidAccessKeyId: {
          sentence: 'The access key id is unknown there. Connect the account again.',
          retry: 'after-reconnect',
        },
        SignatureDoesNotMatch: {
          sentence: 'The secret access key does not fit. Connect the account again.',
          retry: 'after-reconnect',
        },
        ExpiredToken: {
          sentence: 'The key was lent for a while that is over. Connect the account again.',
          retry: 'after-reconnect',
        },
        AuthorizationHeaderMalformed: {
          sentence: 'The region of the account is not that of the bucket. Change region and address of the storage.',
          retry: 'after-reconnect',
        },
        PermanentRedirect: {
          sentence: 'The bucket is in another region. Change region and address of the storage in the account.',
          retry: 'after-reconnect',
        },
        RequestTimeTooSkewed: { sentence: 'The clock of this server is wrong by more than 15 minutes.' },
        EntityTooLarge: { sentence: 'One upload takes 5 GB at most.' },
        SlowDown: { sentence: 'Too many requests at once.', retry: 'later' },
        InternalError: { sentence: 'The storage has trouble of its own.', retry: 'later' },
      },
    },
    // 3,500 changes a second under one prefix at Amazon: https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html.
    limit: { requests: 3500, perMs: 1000 },
  },
  operations: {
    uploadFile: {
      keywords: ['put object', 'save', 'store', 'backup'],
      effect: 'create',
      order: ['bucket', 'key', 'body'],
      fields: {
        bucket: { lookup: buckets },
        'x-amz-storage-class': {
          labels: {
            STANDARD: 'Standard',
            STANDARD_IA: 'Read rarely',
            INTELLIGENT_TIERING: 'As it turns out',
            GLACIER_IR: 'Archive',
          },
        },
        body: { title: 'File', description: 'A file of a step before, or a text.' },
      },
    },
    downloadFile: {
      keywords: ['get object', 'read', 'fetch'],
      fields: { bucket: { lookup: buckets }, key: { lookup: files } },
    },
    deleteFile: {
      keywords: ['delete object', 'remove'],
      fields: { bucket: { lookup: buckets }, key: { lookup: files } },
    },
  },
} satisfies Overlay;
