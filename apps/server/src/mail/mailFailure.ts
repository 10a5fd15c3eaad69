import { type Failure, OperationError } from '@patchbay/connector';
import { EgressError, toEgressError } from '../egress/egressError.ts';
import type { MailServer } from './mailServer.ts';

/** Where a message stood when something went wrong. */
type Where = { server: MailServer; mayHaveHappened: boolean };

/** What nodemailer says of an error beside its text. */
type SmtpError = {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
  rejected?: string[];
  rejectedErrors?: SmtpError[];
  originalCode?: string;
};

const LONGEST_RAW = 2_000;

/** Anything that goes wrong while a message is handed over, in words. What a server said is kept without the password. */
export function toMailFailure(error: unknown, where: Where): OperationError {
  if (error instanceof OperationError) return error;
  const smtp = error as SmtpError; // Read with care: all of it may be absent.
  const saying = sayingOf(error, smtp ?? {}, where);
  const raw = typeof smtp?.response === 'string' ? { raw: withoutSecret(smtp.response, where.server) } : {};
  return new OperationError({ ...saying, ...raw }, { cause: withoutText(error) });
}

function sayingOf(error: unknown, smtp: SmtpError, where: Where): Failure {
  const { server } = where;
  const isTemporary = smtp.responseCode !== undefined && smtp.responseCode >= 400 && smtp.responseCode < 500;
  if (smtp.code === 'EAUTH' || smtp.code === 'ENOAUTH') return signInFailure(server, isTemporary);
  if (smtp.code === 'ETLS' || /^(ERR_SSL|EPROTO)/.test(smtp.originalCode ?? '')) return encryptionFailure(smtp, server);
  if (smtp.responseCode !== undefined) {
    return isTemporary || temporaryOf(smtp) ? postponed(smtp, server) : refused(smtp, server);
  }
  if (smtp.code === 'EENVELOPE' || smtp.code === 'EMESSAGE' || smtp.code === 'ESTREAM') return unsendable(smtp);
  return cutOff(error, where);
}

function signInFailure({ name, host }: MailServer, isTemporary: boolean): Failure {
  if (isTemporary) {
    return { code: 'postponed', message: `${host} does not take sign-ins just now.`, retry: 'later' };
  }
  return {
    code: 'sign_in_refused',
    message: `${host} refused the user name or the password of “${name}”. Connect the account again.`,
    retry: 'after-reconnect',
  };
}

function encryptionFailure({ originalCode = '' }: SmtpError, { host, port, security }: MailServer): Failure {
  const known = toEgressError(Object.assign(new Error(), { code: originalCode }), host, false).failure;
  if (known.code === 'certificate_not_trusted' && !/SSL|EPROTO/.test(originalCode)) return known;
  const asked = security === 'tls' ? 'TLS' : 'STARTTLS';
  return {
    code: 'encryption_failed',
    message: `${host} does not take ${asked} on port ${port}. Most servers take TLS on 465 or 993 and STARTTLS on 587 or 143.`,
    retry: 'never',
  };
}

function postponed(smtp: SmtpError, { host }: MailServer): Failure {
  const whom = smtp.command === 'RCPT TO' ? ` for ${listed(smtp)}` : '';
  return { code: 'postponed', message: `${host} does not take the e-mail${whom} just now.`, retry: 'later' };
}

function refused(smtp: SmtpError, { host }: MailServer): Failure {
  if (smtp.command === 'RCPT TO') {
    const message = `${host} refused the recipient ${listed(smtp)}. Check the address.`;
    return { code: 'recipient_refused', message, retry: 'never' };
  }
  if (smtp.command === 'MAIL FROM') {
    const message = `${host} does not let this account send from that address. Change the sender.`;
    return { code: 'sender_refused', message, retry: 'never' };
  }
  const message = `${host} refused the e-mail. What it said stands in the raw answer.`;
  return { code: 'message_refused', message, retry: 'never' };
}

function unsendable({ code }: SmtpError): Failure {
  const what =
    code === 'ESTREAM' ? 'An attachment could not be read to its end.' : 'The e-mail could not be put together.';
  return { code: 'message_not_valid', message: what, retry: code === 'ESTREAM' ? 'later' : 'never' };
}

/** No answer: until the server asked for the message nothing happened; after that nobody knows. */
function cutOff(error: unknown, { server, mayHaveHappened }: Where): Failure {
  const { failure } = error instanceof EgressError ? error : toEgressError(causeOf(error), server.host, true);
  const certain =
    failure.code === 'certificate_not_trusted' ? failure : { ...lost(failure, server), retry: 'later' as const };
  return mayHaveHappened ? { ...certain, mayHaveHappened } : certain;
}

function lost(failure: Failure, { host }: MailServer): Failure {
  if (failure.code !== 'unreachable' && failure.code !== 'connection_lost') return failure;
  return { ...failure, code: 'connection_lost', message: `The connection to ${host} was lost.` };
}

/** Nodemailer puts its own code over that of the system. */
function causeOf(error: unknown): unknown {
  const { originalCode, code } = (error ?? {}) as SmtpError;
  if (code === 'ETIMEDOUT') return Object.assign(new Error(), { code: 'UND_ERR_HEADERS_TIMEOUT' });
  return originalCode === undefined ? error : Object.assign(new Error(), { code: originalCode });
}

/** Refused by all, and by some of them only for now. */
function temporaryOf({ rejectedErrors = [] }: SmtpError): boolean {
  return rejectedErrors.some(({ responseCode = 0 }) => responseCode >= 400 && responseCode < 500);
}

function listed({ rejected = [] }: SmtpError): string {
  return rejected.length > 3
    ? `${rejected.slice(0, 2).join(', ')} and ${rejected.length - 2} more`
    : rejected.join(', ');
}

/** A server may say back what it was sent. */
export function withoutSecret(text: string, { password, user = '' }: MailServer): string {
  if (password === undefined || password === '') return text.slice(0, LONGEST_RAW);
  const spellings = [password, base64(password), base64(`\0${user}\0${password}`), encodeURIComponent(password)];
  return spellings.reduce((clean, secret) => clean.replaceAll(secret, '•••'), text).slice(0, LONGEST_RAW);
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** What happened, for the log: an error of nodemailer has the server's words in its text. */
function withoutText(error: unknown): Error {
  const { code = '', command = '', responseCode = '' } = (error ?? {}) as SmtpError;
  return new Error(`SMTP ${[code, command, responseCode].filter((part) => part !== '').join(' ')}`);
}
