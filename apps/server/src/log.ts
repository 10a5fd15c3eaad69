import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** What never stands in a log, wherever it turns up in what is logged. */
const HIDDEN = ['authorization', 'cookie', 'password', 'token', 'secret', 'value', 'set-cookie', 'DATABASE_URL'];

/** The log of this process: one JSON object a line, to the standard error output, which leaves the other to people. */
export function createLog({ logLevel }: Pick<Config, 'logLevel'>): Logger {
  const paths = HIDDEN.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]);
  return pino({ level: logLevel, base: null, redact: { paths, censor: '[hidden]' } }, pino.destination(2));
}
