import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** What never stands in a log, wherever it turns up in what is logged. */
const HIDDEN = ['authorization', 'cookie', 'password', 'token', 'secret', 'value', 'set-cookie', 'DATABASE_URL'];

/** The log of this process: one JSON object a line, to the standard error output, which leaves the other to people. */
export function createLog({ logLevel }: Pick<Config, 'logLevel'>): Logger {
  const paths = HIDDEN.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]);
  return pino(
    { level: logLevel, base: null, serializers: { err: describeError }, redact: { paths, censor: '[hidden]' } },
    pino.destination(2),
  );
}

/** What tells one error from another. Not its other fields: a database's errors carry their whole connection. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? { code: error.code } : {};
  return { name, message, ...code, stack, ...(cause === undefined ? {} : { cause: describeError(cause) }) };
}
