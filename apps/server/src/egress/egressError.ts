import { messageOf, say } from '@patchbay/words';
import { type Failure, OperationError } from '@patchbay/connector';
import { errors } from 'undici';

/** A request that got no answer we can use. */
export class EgressError extends OperationError {
  /** Whether the other side may have received the request, so repeating it might do its work twice. */
  readonly mayHaveArrived: boolean;

  constructor(failure: Failure, options: ErrorOptions & { mayHaveArrived?: boolean } = {}) {
    super(failure, options);
    this.mayHaveArrived = options.mayHaveArrived ?? false;
  }
}

type Saying = Pick<Failure, 'code' | 'message' | 'said' | 'retry'>;

/** Anything undici, a socket, a resolver or TLS throws, in words. `host` is the name a person knows. */
export function toEgressError(error: unknown, host: string, wasSent: boolean): EgressError {
  if (error instanceof EgressError) return error;
  // A body that was read while it was sent, and broke off.
  if (error instanceof OperationError) return new EgressError(error.failure, { cause: error, mayHaveArrived: wasSent });
  const code = codeOf(error);
  const saying = beforeArriving(code, host) ?? afterSending(code, host);
  if (saying !== undefined) {
    return new EgressError(saying, {
      cause: error,
      mayHaveArrived: wasSent && beforeArriving(code, host) === undefined,
    });
  }
  const unknown: Saying = {
    code: 'unreachable',
    ...messageOf(say('{host} could not be reached.', { host })),
    retry: 'later',
  };
  return new EgressError(unknown, { cause: error, mayHaveArrived: wasSent });
}

/** The code at the bottom: undici and happy eyeballs wrap what happened. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return '';
  if (error instanceof errors.HTTPParserError) return 'HPE_';
  if ('code' in error && typeof error.code === 'string' && error.code !== 'UND_ERR') return error.code;
  return codeOf(error.cause);
}

function beforeArriving(code: string, host: string): Saying | undefined {
  if (code === 'ECONNREFUSED') {
    return {
      code: 'refused',
      ...messageOf(say('Nothing answers at {host}: the connection was refused.', { host })),
      retry: 'later',
    };
  }
  if (code === 'ENOTFOUND' || code === 'ENODATA') {
    return {
      code: 'host_not_found',
      ...messageOf(say('There is no host named {host}. Check the address.', { host })),
      retry: 'never',
    };
  }
  if (code === 'EAI_AGAIN' || code === 'EAI_FAIL' || code === 'ETIMEOUT') {
    return {
      code: 'host_not_found',
      ...messageOf(say('The name {host} could not be looked up just now.', { host })),
      retry: 'later',
    };
  }
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') {
    return {
      code: 'timed_out',
      ...messageOf(say('{host} did not accept a connection in time.', { host })),
      retry: 'later',
    };
  }
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'EADDRNOTAVAIL') {
    return { code: 'unreachable', ...messageOf(say('There is no way to {host} from here.', { host })), retry: 'later' };
  }
  if (code === 'UND_ERR_INVALID_ARG' || code === 'ERR_INVALID_CHAR') {
    return {
      code: 'request_not_valid',
      message: 'A header or the address of this request holds characters that are not allowed.',
      retry: 'never',
    };
  }
  return isTlsCode(code) ? tlsSaying(code, host) : undefined;
}

/** It is the other side that is not content, that is not to be trusted, or the two do not understand each other. */
function tlsSaying(code: string, host: string): Saying {
  if (/ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|HANDSHAKE_FAILURE)/.test(code)) {
    return {
      code: 'certificate_wanted',
      ...messageOf(
        say(
          '{host} wants a certificate of this side that it knows ({code}). Whoever runs Patchbay can set one with PATCHBAY_CLIENT_CERTIFICATES.',
          { host, code },
        ),
      ),
      retry: 'never',
    };
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_/.test(code)) {
    return {
      code: 'certificate_not_trusted',
      ...messageOf(say('The certificate of {host} cannot be trusted ({code}).', { host, code })),
      retry: 'never',
    };
  }
  return {
    code: 'tls_failed',
    ...messageOf(say('{host} does not speak TLS as it should ({code}).', { host, code })),
    retry: 'never',
  };
}

function afterSending(code: string, host: string): Saying | undefined {
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return { code: 'timed_out', ...messageOf(say('{host} took too long to answer.', { host })), retry: 'later' };
  }
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET' || code === 'UND_ERR_CLOSED') {
    return {
      code: 'connection_lost',
      ...messageOf(say('{host} closed the connection before it had answered.', { host })),
      retry: 'later',
    };
  }
  if (
    code.startsWith('HPE_') ||
    code === 'UND_ERR_HEADERS_OVERFLOW' ||
    code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'
  ) {
    return {
      code: 'answer_not_http',
      ...messageOf(say('{host} answered with something that is not proper HTTP.', { host })),
      retry: 'never',
    };
  }
  return undefined;
}

function isTlsCode(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/.test(code);
}
