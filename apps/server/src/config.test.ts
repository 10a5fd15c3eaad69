import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { StartError } from './startError.ts';

describe('readConfig', () => {
  it('needs no variable at all', () => {
    expect(readConfig({}, [])).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      allowedNetworks: [],
      services: new Set(['api', 'hooks', 'worker']),
    });
    expect(readConfig({}, []).home).toMatch(/[/\\]\.patchbay$/);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' }, [])).toEqual(readConfig({}, []));
  });

  it('reads every variable', () => {
    const key = 'ab'.repeat(32);
    const config = readConfig(
      {
        PORT: '8080',
        HOST: '0.0.0.0',
        PATCHBAY_HOME: '/data',
        DATABASE_URL: 'postgresql://a:b@db:5432/patchbay',
        PATCHBAY_DATABASE_KIND: 'citus',
        PATCHBAY_KEEP_RUNS: '1000000',
        PATCHBAY_KEEP_RUNS_GB: '2.5',
        PATCHBAY_KEY: key,
        PATCHBAY_ALLOW_NETWORKS: '10.0.0.0/8, ::1/128',
        PATCHBAY_LOG_LEVEL: 'debug',
        PATCHBAY_KEEP_RUNS_DAYS: '90',
        PATCHBAY_SMTP_URL: 'smtps://ada:p%40ss@mail.example.com?from=Patchbay <patchbay@example.com>',
        PATCHBAY_SIGN_UP: 'open',
        PATCHBAY_URL: 'https://patchbay.example.com/anything',
      },
      ['--services', 'hooks,worker'],
    );
    expect(config).toEqual({
      port: 8080,
      host: '0.0.0.0',
      home: '/data',
      keepRunsDays: 90,
      keepRunsCount: 1_000_000,
      keepRunsGb: 2.5,
      databaseKind: 'citus',
      databaseUrl: 'postgresql://a:b@db:5432/patchbay',
      instanceKey: Buffer.from(key, 'hex'),
      allowedNetworks: ['10.0.0.0/8', '::1/128'],
      logLevel: 'debug',
      mail: {
        from: 'Patchbay <patchbay@example.com>',
        server: {
          name: 'mail.example.com',
          host: 'mail.example.com',
          port: 465,
          security: 'tls',
          user: 'ada',
          password: 'p@ss',
        },
      },
      publicUrl: 'https://patchbay.example.com',
      signUp: 'open',
      services: new Set(['hooks', 'worker']),
    });
  });

  it('reads the keys from before after the current one', () => {
    const [newer, older] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const text = `${newer.toString('hex')}, ${older.toString('base64url')}`;
    expect(readConfig({ PATCHBAY_KEY: text }, [])).toMatchObject({ instanceKey: newer, olderKeys: [older] });
    expect(() => readConfig({ PATCHBAY_KEY: `${text},short` }, [])).toThrow(StartError);
  });

  it.each([
    ['open', {}],
    ['open', { HOST: '127.0.0.1' }],
    ['open', { HOST: '::1' }],
    ['invited', { HOST: '0.0.0.0' }],
    ['invited', { PATCHBAY_URL: 'https://patchbay.example.com' }],
    ['open', { HOST: '0.0.0.0', PATCHBAY_SIGN_UP: 'open' }],
    ['invited', { PATCHBAY_SIGN_UP: 'invited' }],
  ])('makes sign-up %s by itself where it starts with %j', (signUp, environment) => {
    expect(readConfig(environment, []).signUp).toBe(signUp);
  });

  it('reads a key in base64 as the same key', () => {
    const bytes = Buffer.alloc(32, 7);
    const keys = [bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url')];
    for (const key of keys) expect(readConfig({ PATCHBAY_KEY: key }, []).instanceKey).toEqual(bytes);
  });

  it.each([
    [{ PORT: 'abc' }, 'PORT must be a number from 1 to 65535.'],
    [{ PORT: '70000' }, 'PORT must be a number from 1 to 65535.'],
    [{ DATABASE_URL: 'mysql://a/b' }, 'DATABASE_URL must look like postgresql://user:password@host:5432/name.'],
    [{ PATCHBAY_KEY: 'short' }, 'PATCHBAY_KEY must be 32 bytes, as 64 hexadecimal digits or in base64.'],
    [{ PATCHBAY_ALLOW_NETWORKS: 'everything' }, 'PATCHBAY_ALLOW_NETWORKS must be networks such as 10.0.0.0/8'],
    [
      { PATCHBAY_SMTP_URL: 'smtp://canary:secret@mail' },
      'PATCHBAY_SMTP_URL must look like smtps://user:password@host:465',
    ],
    [{ PATCHBAY_FILES: '/data/files' }, 'PATCHBAY_FILES must look like s3://bucket/folder?endpoint='],
    [{ PATCHBAY_FILES: 's3://files' }, 'Set PATCHBAY_FILES_KEY and PATCHBAY_FILES_SECRET to a key for it.'],
    [{ PATCHBAY_KEEP_FILES_DAYS: '0' }, 'PATCHBAY_KEEP_FILES_DAYS must be a number of days from 1 on.'],
    [{ PATCHBAY_URL: 'patchbay' }, 'PATCHBAY_URL must look like https://patchbay.example.com.'],
  ])('says of %o in one sentence what it must be', (environment, sentence) => {
    expect(() => readConfig(environment, [])).toThrow(StartError);
    expect(() => readConfig(environment, [])).toThrow(sentence);
  });

  it('takes the keys of a bucket from its own variables, or from the usual ones', () => {
    const place = { PATCHBAY_FILES: 's3://files/a?endpoint=https://s3.example.com&region=eu-central-1' };
    const usual = { AWS_ACCESS_KEY_ID: 'k', AWS_SECRET_ACCESS_KEY: 's' };
    const bucket = { endpoint: 'https://s3.example.com', region: 'eu-central-1', name: 'files', prefix: 'a/' };
    const keys = { accessKeyId: 'k', secretAccessKey: 's' };
    expect(readConfig({ ...place, ...usual }, []).bucket).toEqual({ ...bucket, ...keys });
    const own = { PATCHBAY_FILES_KEY: 'own', PATCHBAY_FILES_SECRET: 'mine' };
    expect(readConfig({ ...place, ...usual, ...own }, []).bucket).toMatchObject({
      accessKeyId: 'own',
      secretAccessKey: 'mine',
    });
  });

  it.each([['--services=api,nothing'], ['--services='], ['--services']])('refuses %s', (argument) => {
    expect(() => readConfig({}, [argument])).toThrow('--services takes api, hooks, worker');
  });
});
