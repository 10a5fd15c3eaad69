import type { AccountField, Auth } from './connector.ts';

/**
 * What a person types to connect an account in one way, by the names it is kept under: first what signs the requests, then
 * what else the account needs. Where the way is OAuth: a token pasted by hand, or the client's own id and secret.
 */
export function signInFields(auth: Auth): readonly AccountField[] {
  if (auth.kind === 'fields') return auth.fields;
  if (auth.kind === 'session') return auth.fields ?? [];
  return [...secretFields(auth), ...(auth.fields ?? [])];
}

/** The name that the fields of the nth of several ways stand under. */
export function togetherName(index: number, name: string): string {
  return `way${index}.${name}`;
}

function secretFields(auth: Auth): readonly AccountField[] {
  switch (auth.kind) {
    case 'bearer':
      return [{ name: 'token', title: tokenTitle(auth), isSecret: true }];
    case 'oauth2':
      return auth.grant === 'clientCredentials' ? CLIENT_FIELDS : TOKEN_FIELDS;
    case 'basic':
      return basicFields(auth);
    case 'apiKey':
      return [{ name: 'value', title: 'Key', isSecret: true }];
    case 'sigv4':
      return SIGV4_FIELDS;
    case 'together':
      return auth.ways.flatMap((way, index) =>
        signInFields(way).map((field) => ({
          ...field,
          name: togetherName(index, field.name),
          title: partTitle(way, field),
        })),
      );
    default:
      return [];
  }
}

/** The app's own word for its token, where the way to sign in is called by it: "Secret key". */
function tokenTitle({ title = '' }: Extract<Auth, { kind: 'bearer' }>): string {
  return /(?:key|token|secret)$/i.test(title) && !title.includes(' and ') ? title : 'Token';
}

function basicFields({
  usernameTitle,
  passwordTitle,
  hasNoPassword,
  needsPassword,
}: Extract<Auth, { kind: 'basic' }>): AccountField[] {
  // Without a password, the user name is the key.
  if (hasNoPassword) return [{ name: 'username', title: usernameTitle ?? 'Key', isSecret: true }];
  return [
    { name: 'username', title: usernameTitle ?? 'User name' },
    // Many APIs take a key for a user name, and an empty password.
    {
      name: 'password',
      title: passwordTitle ?? 'Password',
      isSecret: true,
      ...(needsPassword !== true && { isOptional: true }),
    },
  ];
}

function partTitle(way: Auth, { title }: AccountField): string {
  return way.kind === 'apiKey' ? (way.title ?? way.name) : title;
}

const TOKEN_FIELDS: readonly AccountField[] = [{ name: 'token', title: 'Access token', isSecret: true }];

const CLIENT_FIELDS: readonly AccountField[] = [
  { name: 'clientId', title: 'Client id' },
  { name: 'clientSecret', title: 'Client secret', isSecret: true },
];

const SIGV4_FIELDS: readonly AccountField[] = [
  { name: 'accessKeyId', title: 'Access key id' },
  { name: 'secretAccessKey', title: 'Secret access key', isSecret: true },
  { name: 'region', title: 'Region', description: 'Where the service is, such as eu-central-1.', default: 'us-east-1' },
  {
    name: 'sessionToken',
    title: 'Session token',
    description: 'Only for keys that were lent for a while.',
    isSecret: true,
    isOptional: true,
  },
];
