import { OperationError } from '@patchbay/connector';
import type { OpenConnection } from '../vault/signRequest.ts';

/** How to reach and sign in to a mail server. `name` is what a person calls the account, for messages. */
export type MailServer = {
  name: string;
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  user?: string;
  password?: string;
};

/** The outgoing mail server of the whole instance and the address it sends from. */
export type InstanceMail = { server: MailServer; from: string };

const PORTS = { tls: 465, starttls: 587 } as const;

/**
 * Reads `smtps://user:password@host:port?from=Patchbay <mail@example.com>`; user name and password with % where they need it.
 * `smtp:` starts TLS where the server can, `?security=none` never does. Null where it is not such an address.
 */
export function readSmtpUrl(text: string): InstanceMail | null {
  const url = URL.parse(text);
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return null;
  const from = url.searchParams.get('from') ?? '';
  if (!/^[^\r\n]*[^\s@]+@[^\s@]+$/.test(from)) return null;
  const security =
    url.protocol === 'smtps:' ? 'tls' : url.searchParams.get('security') === 'none' ? 'none' : 'starttls';
  const port = url.port === '' ? PORTS[security === 'tls' ? 'tls' : 'starttls'] : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const [user, password] = [decode(url.username), decode(url.password)];
  if (user === null || password === null) return null;
  return { from, server: { name: host, host, port, security, ...(user !== '' && { user, password }) } };
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

const PORTS_OF = {
  smtp: { tls: 465, starttls: 587, none: 25 },
  imap: { tls: 993, starttls: 143, none: 143 },
} as const;

/** The server of a connected account. Throws OperationError where it is one of another kind. */
export function mailServerOf({ name, auth, secret }: OpenConnection, way: 'smtp' | 'imap'): MailServer {
  if (auth.kind !== 'fields' || auth.id !== way) {
    const what = way === 'smtp' ? 'sends e-mail (SMTP)' : 'receives e-mail (IMAP)';
    const message = `The account “${name}” is not one that ${what}. Choose another one.`;
    throw new OperationError({ code: 'connection_of_another_kind', message, retry: 'never' });
  }
  const { host = '', port: typed = '', user, password } = secret;
  const security = secret.security === 'starttls' || secret.security === 'none' ? secret.security : 'tls';
  const port = typed === '' ? PORTS_OF[way][security] : Number(typed);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    const message = `The port of the account “${name}” is not a number from 1 to 65535. Connect the account again.`;
    throw new OperationError({ code: 'connection_not_valid', message, retry: 'after-reconnect' });
  }
  const signIn = user === undefined ? {} : { user, password: password ?? '' };
  return { name, host: host.trim(), port, security, ...signIn };
}
