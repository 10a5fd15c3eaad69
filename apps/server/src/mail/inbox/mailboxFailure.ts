import { type Failure, OperationError } from '@patchbay/connector';
import { EgressError, toEgressError } from '../../egress/egressError.ts';
import { withoutSecret } from '../mailFailure.ts';
import type { MailServer } from '../mailServer.ts';

/** What imapflow says of an error beside its text. */
type ImapError = {
  code?: string;
  authenticationFailed?: boolean;
  serverResponseCode?: string;
  responseText?: string;
  responseStatus?: string;
  mailboxMissing?: boolean;
};

/** Anything that goes wrong with a mailbox, in words and without the password. */
export function toMailboxFailure(error: unknown, where: { server: MailServer; path: string }): OperationError {
  if (error instanceof OperationError) return error;
  const imap = (error ?? {}) as ImapError; // Read with care: all of it may be absent.
  const said = imap.responseText === undefined ? {} : { raw: withoutSecret(imap.responseText, where.server) };
  return new OperationError(
    { ...sayingOf(error, imap, where), ...said },
    { cause: new Error(`IMAP ${imap.code ?? ''}`) },
  );
}

function sayingOf(error: unknown, imap: ImapError, { server, path }: { server: MailServer; path: string }): Failure {
  const { name, host, port, security } = server;
  if (imap.authenticationFailed === true) {
    if (imap.serverResponseCode === 'UNAVAILABLE') {
      return { code: 'postponed', message: `${host} does not take sign-ins just now.`, retry: 'later' };
    }
    const message = `${host} refused the user name or the password of “${name}”. Connect the account again.`;
    return { code: 'sign_in_refused', message, retry: 'after-reconnect' };
  }
  if (imap.responseStatus === 'NO' || imap.mailboxMissing === true) {
    return {
      code: 'mailbox_missing',
      message: `${host} has no mailbox “${path}”, or keeps it to itself.`,
      retry: 'never',
    };
  }
  if (/^(ERR_SSL|EPROTO|ClosedAfterConnectTLS|STARTTLS_INJECTION)/.test(imap.code ?? '') || isRefusedUpgrade(error)) {
    const asked = security === 'tls' ? 'TLS' : 'STARTTLS';
    const message = `${host} does not take ${asked} on port ${port}. Most servers take TLS on 993 and STARTTLS on 143.`;
    return { code: 'encryption_failed', message, retry: 'never' };
  }
  const { failure } = error instanceof EgressError ? error : toEgressError(error, host, true);
  if (failure.code !== 'unreachable' && failure.code !== 'connection_lost') return failure;
  return { ...failure, code: 'connection_lost', message: `The connection to ${host} was lost.`, retry: 'later' };
}

function isRefusedUpgrade(error: unknown): boolean {
  return error instanceof Error && 'tlsFailed' in error && error.tlsFailed === true;
}
