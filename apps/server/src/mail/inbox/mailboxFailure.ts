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

/** Whether a server has answered that it will not, other than by letting the connection go. */
export function isAnswer(error: unknown): boolean {
  const { responseStatus } = (error ?? {}) as ImapError;
  return responseStatus === 'NO' || responseStatus === 'BAD';
}

/** The server does not open a mailbox of that name. */
export function missingMailbox({ host }: MailServer, path: string): OperationError {
  const message = `${host} has no mailbox “${path}”, or keeps it to itself.`;
  return new OperationError({ code: 'mailbox_missing', message, retry: 'never' });
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
  const { failure } = error instanceof EgressError ? error : toEgressError(error, host, true);
  if (failure.code === 'certificate_not_trusted' && !/SSL|EPROTO/.test(imap.code ?? '')) return failure;
  if (/^(ERR_SSL|EPROTO|ClosedAfterConnectTLS|STARTTLS_INJECTION)/.test(imap.code ?? '') || isRefusedUpgrade(error)) {
    const asked = security === 'tls' ? 'TLS' : 'STARTTLS';
    const message = `${host} does not take ${asked} on port ${port}. Most servers take TLS on 993 and STARTTLS on 143.`;
    return { code: 'encryption_failed', message, retry: 'never' };
  }
  if (isAnswer(error)) {
    return {
      code: 'mailbox_refused',
      message: `${host} does not let the mailbox “${path}” be read just now.`,
      retry: 'later',
    };
  }
  if (failure.code !== 'unreachable' && failure.code !== 'connection_lost') return failure;
  return { ...failure, code: 'connection_lost', message: `The connection to ${host} was lost.`, retry: 'later' };
}

function isRefusedUpgrade(error: unknown): boolean {
  return error instanceof Error && 'tlsFailed' in error && error.tlsFailed === true;
}
