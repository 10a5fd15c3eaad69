import { resolve } from 'node:path';
import { z } from 'zod';
import type { OAuthClient } from './oauth/clients.ts';
import { type InstanceMail, readSmtpUrl } from './mail/mailServer.ts';
import { type Bucket, readBucket } from './files/bucket.ts';
import { type DatabaseKind, databaseKinds } from './store/databaseKind.ts';
import { readTrust } from './egress/readTrust.ts';
import type { TrustSettings } from './egress/trust.ts';
import type { SignUpMode } from './signUp/signUpDeps.ts';
import { StartError } from './startError.ts';

/** The services one process can run; all of them unless `--services` says otherwise. */
const services = ['api', 'hooks', 'worker'] as const;
type Service = (typeof services)[number];

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** How this process is set up. The only thing made of the environment and the command line. */
export type Config = {
  /** The port to listen on; where it is taken, the next one that is free. */
  port: number;
  host: string;
  /** Where all data is kept: an absolute path. */
  home: string;
  /** Absent: the embedded PostgreSQL under `home`. */
  databaseUrl?: string;
  /** What the database of `databaseUrl` is; absent: PostgreSQL. */
  databaseKind?: DatabaseKind;
  /** 32 bytes; absent: the key kept in `home`, which is made at the first start. */
  instanceKey?: Uint8Array;
  /** Instance keys from before, that still open what they sealed; absent: none. */
  olderKeys?: readonly Uint8Array[];
  /** Networks (`10.0.0.0/8`, `::1/128`) that flows may reach although they are not public. */
  allowedNetworks: readonly string[];
  logLevel: (typeof logLevels)[number];
  /** How long finished runs are kept, to the week; absent: for ever. */
  keepRunsDays?: number;
  /** How many runs are kept, the newest of all workspaces; absent: any number. */
  keepRunsCount?: number;
  /** How many gigabytes runs may take; absent: any number. */
  keepRunsGb?: number;
  /** How long files of runs are kept; absent: as long as runs. */
  keepFilesDays?: number;
  /** Where files are kept; absent: under `home`. */
  bucket?: Bucket;
  /** How the world reaches this server when something stands in front of it: an origin without a trailing slash. */
  publicUrl?: string;
  /** Where mails of Patchbay itself go out; absent: nothing is offered that needs them. */
  mail?: InstanceMail;
  /** Who may make an account: anybody only where nobody but this machine reaches it, unless it is said. */
  signUp: SignUpMode;
  /** How many requests a second one address of a flow takes in this process; absent: see `createLimits`. */
  hookRequestsPerSecond?: number;
  /** How requests leave; absent: as `createEgress` has it. */
  outgoing?: OutgoingSettings;
  /** Clients registered at providers of OAuth for all workspaces, by the connector's id; absent: none. */
  oauthClients?: ReadonlyMap<string, OAuthClient>;
  services: ReadonlySet<Service>;
};

/** Whom TLS trusts besides the public authorities, and how many requests go at the same time in each process. */
type OutgoingSettings = { trust: TrustSettings; limits: { hostRequests?: number; accountRequests?: number } };

const emptyIsAbsent = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(emptyIsAbsent, schema.optional());

const Environment = z.object({
  PORT: optional(z.coerce.number().int().min(1).max(65_535)),
  HOST: optional(z.string()),
  PATCHBAY_HOME: optional(z.string()),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  PATCHBAY_DATABASE_KIND: optional(z.enum(databaseKinds)),
  PATCHBAY_KEY: optional(z.string().transform(readKeys)),
  PATCHBAY_ALLOW_NETWORKS: optional(z.string().transform(readNetworks)),
  PATCHBAY_CA: optional(z.string()),
  PATCHBAY_CLIENT_CERTIFICATES: optional(z.string().regex(/^\s*[\w.-]+\s*=[^=,]+(,\s*[\w.-]+\s*=[^=,]+)*$/)),
  PATCHBAY_HOST_REQUESTS: optional(z.coerce.number().int().min(1).max(10_000)),
  PATCHBAY_ACCOUNT_REQUESTS: optional(z.coerce.number().int().min(1).max(10_000)),
  PATCHBAY_LOG_LEVEL: optional(z.enum(logLevels)),
  PATCHBAY_KEEP_RUNS_DAYS: optional(z.coerce.number().int().min(1).max(36_500)),
  PATCHBAY_KEEP_RUNS: optional(z.coerce.number().int().min(1)),
  PATCHBAY_KEEP_RUNS_GB: optional(z.coerce.number().positive()),
  PATCHBAY_KEEP_FILES_DAYS: optional(z.coerce.number().int().min(1).max(36_500)),
  PATCHBAY_FILES: optional(z.string().transform(readFilesPlace)),
  PATCHBAY_FILES_KEY: optional(z.string()),
  PATCHBAY_FILES_SECRET: optional(z.string()),
  AWS_ACCESS_KEY_ID: optional(z.string()),
  AWS_SECRET_ACCESS_KEY: optional(z.string()),
  PATCHBAY_SMTP_URL: optional(z.string().transform(readMail)),
  PATCHBAY_SIGN_UP: optional(z.enum(['open', 'invited'])),
  PATCHBAY_HOOK_RATE: optional(z.coerce.number().int().min(1).max(1_000_000)),
  PATCHBAY_URL: optional(z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)),
});

/** What each variable must look like, said after its name. */
const expectations: Record<keyof z.input<typeof Environment>, string> = {
  PORT: 'must be a number from 1 to 65535',
  HOST: 'must be a host name or an address',
  PATCHBAY_HOME: 'must be the path of a folder',
  DATABASE_URL: 'must look like postgresql://user:password@host:5432/name',
  PATCHBAY_DATABASE_KIND: `must be one of ${databaseKinds.join(', ')}`,
  PATCHBAY_KEY: 'must be 32 bytes, as 64 hexadecimal digits or in base64',
  PATCHBAY_ALLOW_NETWORKS: 'must be networks such as 10.0.0.0/8 with commas between them',
  PATCHBAY_CA: 'must be the path of a file with certificates',
  PATCHBAY_CLIENT_CERTIFICATES: 'must look like api.example.com=/path/of/certificate-and-key.pem',
  PATCHBAY_HOST_REQUESTS: 'must be a number of requests from 1 on',
  PATCHBAY_ACCOUNT_REQUESTS: 'must be a number of requests from 1 on',
  PATCHBAY_LOG_LEVEL: `must be one of ${logLevels.join(', ')}`,
  PATCHBAY_KEEP_RUNS_DAYS: 'must be a number of days from 1 on',
  PATCHBAY_KEEP_RUNS: 'must be a number of runs from 1 on',
  PATCHBAY_KEEP_RUNS_GB: 'must be a number of gigabytes above 0, such as 20',
  PATCHBAY_KEEP_FILES_DAYS: 'must be a number of days from 1 on',
  PATCHBAY_FILES: 'must look like s3://bucket/folder?endpoint=https://s3.example.com&region=eu-central-1',
  PATCHBAY_FILES_KEY: 'must be the name of an access key',
  PATCHBAY_FILES_SECRET: 'must be the secret of an access key',
  AWS_ACCESS_KEY_ID: 'must be the name of an access key',
  AWS_SECRET_ACCESS_KEY: 'must be the secret of an access key',
  PATCHBAY_SMTP_URL: 'must look like smtps://user:password@host:465?from=patchbay@example.com',
  PATCHBAY_SIGN_UP: 'must be open or invited',
  PATCHBAY_HOOK_RATE: 'must be a number of requests a second from 1 on',
  PATCHBAY_URL: 'must look like https://patchbay.example.com',
};

/** Reads the configuration. Throws StartError naming the first variable or argument it cannot use. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  argv: readonly string[] = process.argv.slice(2),
): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) throw new StartError(`${explain(parsed.error)}.`);
  const { PORT, HOST, PATCHBAY_HOME, DATABASE_URL, PATCHBAY_KEY, PATCHBAY_URL } = parsed.data;
  const {
    PATCHBAY_HOOK_RATE: hookRequestsPerSecond,
    PATCHBAY_DATABASE_KIND: databaseKind,
    PATCHBAY_KEEP_RUNS_DAYS: keepRunsDays,
    PATCHBAY_KEEP_RUNS: keepRunsCount,
    PATCHBAY_KEEP_RUNS_GB: keepRunsGb,
    PATCHBAY_KEEP_FILES_DAYS: keepFilesDays,
    PATCHBAY_SMTP_URL: mail,
  } = parsed.data;
  const bucket = bucketIn(parsed.data);
  const oauthClients = clientsIn(environment);
  const outgoing = outgoingIn(parsed.data);
  if (databaseKind === 'yugabytedb' && keepRunsGb !== undefined)
    throw new StartError('PATCHBAY_KEEP_RUNS_GB does not work on YugabyteDB, which does not say how large a table is.');
  return {
    port: PORT ?? 3000,
    host: HOST ?? '127.0.0.1',
    home: resolve(PATCHBAY_HOME ?? '.patchbay'),
    allowedNetworks: parsed.data.PATCHBAY_ALLOW_NETWORKS ?? [],
    logLevel: parsed.data.PATCHBAY_LOG_LEVEL ?? 'warn',
    services: readServices(argv),
    signUp: parsed.data.PATCHBAY_SIGN_UP ?? (isOnlyHere({ host: HOST, publicUrl: PATCHBAY_URL }) ? 'open' : 'invited'),
    ...(DATABASE_URL === undefined ? {} : { databaseUrl: DATABASE_URL }),
    ...(databaseKind === undefined ? {} : { databaseKind }),
    ...PATCHBAY_KEY,
    ...(keepRunsDays === undefined ? {} : { keepRunsDays }),
    ...(keepRunsCount === undefined ? {} : { keepRunsCount }),
    ...(keepRunsGb === undefined ? {} : { keepRunsGb }),
    ...(keepFilesDays === undefined ? {} : { keepFilesDays }),
    ...(bucket === undefined ? {} : { bucket }),
    ...(mail === undefined ? {} : { mail }),
    ...(hookRequestsPerSecond === undefined ? {} : { hookRequestsPerSecond }),
    ...(PATCHBAY_URL === undefined ? {} : { publicUrl: PATCHBAY_URL }),
    ...(outgoing === undefined ? {} : { outgoing }),
    ...(oauthClients.size === 0 ? {} : { oauthClients }),
  };
}

/** Whether only this machine reaches the server: the way it starts where nothing is set. */
export function isOnlyHere({
  host,
  publicUrl,
}: {
  host?: string | undefined;
  publicUrl?: string | undefined;
}): boolean {
  return publicUrl === undefined && (host === undefined || /^(127\.|localhost$|::1$)/.test(host));
}

function explain(error: z.ZodError): string {
  const name = String(error.issues[0]?.path[0]);
  return Object.hasOwn(expectations, name)
    ? `${name} ${expectations[name as keyof typeof expectations]}`
    : 'The environment cannot be read';
}

/** `PATCHBAY_OAUTH_GOOGLE_SHEETS_ID` is the client id for the connector google-sheets, and `_SECRET` its secret. */
function clientsIn(environment: Readonly<Record<string, string | undefined>>): Map<string, OAuthClient> {
  const clients = Object.entries(environment).flatMap(([name, id]): [string, OAuthClient][] => {
    const connector = /^PATCHBAY_OAUTH_([A-Z0-9_]+)_ID$/.exec(name)?.[1];
    if (connector === undefined || id === undefined || id.trim() === '') return [];
    const secret = environment[`PATCHBAY_OAUTH_${connector}_SECRET`]?.trim();
    return [[connector.toLowerCase().replaceAll('_', '-'), { id: id.trim(), ...(secret && { secret }) }]];
  });
  return new Map(clients);
}

/** Throws StartError where a file it names cannot be used. */
function outgoingIn(environment: z.output<typeof Environment>): OutgoingSettings | undefined {
  const { PATCHBAY_CA: authorities, PATCHBAY_CLIENT_CERTIFICATES: clients } = environment;
  const { PATCHBAY_HOST_REQUESTS: hostRequests, PATCHBAY_ACCOUNT_REQUESTS: accountRequests } = environment;
  if ([authorities, clients, hostRequests, accountRequests].every((one) => one === undefined)) return undefined;
  try {
    const files = { ...(authorities !== undefined && { authorities }), ...(clients !== undefined && { clients }) };
    return {
      trust: readTrust(files),
      limits: {
        ...(hostRequests !== undefined && { hostRequests }),
        ...(accountRequests !== undefined && { accountRequests }),
      },
    };
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : 'PATCHBAY_CA cannot be used.');
  }
}

function readFilesPlace(text: string, context: z.RefinementCtx) {
  const bucket = readBucket(text);
  if (bucket === undefined) context.addIssue('not a bucket');
  return bucket;
}

/** The bucket with the keys to it. Throws StartError where there are none. */
function bucketIn(environment: z.output<typeof Environment>): Bucket | undefined {
  const { PATCHBAY_FILES: place } = environment;
  if (place === undefined) return undefined;
  const accessKeyId = environment.PATCHBAY_FILES_KEY ?? environment.AWS_ACCESS_KEY_ID;
  const secretAccessKey = environment.PATCHBAY_FILES_SECRET ?? environment.AWS_SECRET_ACCESS_KEY;
  if (accessKeyId !== undefined && secretAccessKey !== undefined) return { ...place, accessKeyId, secretAccessKey };
  throw new StartError(
    'PATCHBAY_FILES names a bucket. Set PATCHBAY_FILES_KEY and PATCHBAY_FILES_SECRET to a key for it.',
  );
}

/** Keys of 32 bytes from hexadecimal or base64 text, the current one first. Throws a zod issue for anything else. */
function readKeys(text: string, context: z.RefinementCtx): Pick<Config, 'instanceKey' | 'olderKeys'> {
  const [instanceKey, ...olderKeys] = text.split(',').map((key): Uint8Array => {
    const bytes = Buffer.from(key.trim(), /^[0-9a-f]{64}$/i.test(key.trim()) ? 'hex' : 'base64');
    if (bytes.length !== 32) context.addIssue('not a key');
    return bytes;
  });
  return { ...(instanceKey && { instanceKey }), ...(olderKeys.length > 0 && { olderKeys }) };
}

function readMail(text: string, context: z.RefinementCtx): InstanceMail {
  const mail = readSmtpUrl(text.trim());
  if (mail !== null) return mail;
  context.addIssue('not a mail server');
  return z.NEVER;
}

function readNetworks(text: string, context: z.RefinementCtx): string[] {
  const networks = text.split(/[\s,]+/).filter(Boolean);
  if (!networks.every((network) => /^[0-9a-f.:]+\/\d{1,3}$/i.test(network))) context.addIssue('not a network');
  return networks;
}

function readServices(argv: readonly string[]): Set<Service> {
  const at = argv.findIndex((argument) => argument === '--services' || argument.startsWith('--services='));
  if (at === -1) return new Set(services);
  const named = (argv[at]?.split('=')[1] ?? argv[at + 1] ?? '').split(',').filter(Boolean);
  const known = services.filter((service) => named.includes(service));
  if (known.length === 0 || known.length !== new Set(named).size) {
    throw new StartError(`--services takes ${services.join(', ')} with commas between them, not "${named.join(',')}".`);
  }
  return new Set(known);
}
