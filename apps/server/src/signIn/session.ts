import { isObject, OperationError, readResponse, type SessionAuth, valueAt } from '@patchbay/connector';
import type { Egress } from '../egress/egress.ts';
import type { SentRequest } from '../egress/exchange.ts';
import { type OpenConnection, refuseForeignHost } from '../vault/signRequest.ts';
import type { Renewed } from './renew.ts';

/** Signs in with what was typed, and takes the token out of the answer. */
export async function signInToSession(
  account: OpenConnection,
  { signIn, token: at }: SessionAuth,
  { egress }: { egress: Pick<Egress, 'request'> },
): Promise<Renewed> {
  const request = requestOf(account, signIn);
  refuseForeignHost(request.url, account);
  const response = await egress.request(request);
  if (response.status >= 400 && response.status < 500 && response.status !== 429) {
    throw refused(`It answered with ${response.status}.`);
  }
  const answer = readResponse(ANY, response);
  const token = valueAt(isObject(answer) ? answer : {}, at);
  if (typeof token !== 'string' && typeof token !== 'number') throw refused('Its answer has no token in it.');
  return { secret: { sessionToken: String(token) } };
}

const ANY = {
  title: 'Sign in',
  kind: 'call',
  effect: 'read',
  repeat: 'natural',
  input: true,
  output: true,
} as const;

function requestOf({ baseUrl = '', secret }: OpenConnection, signIn: SessionAuth['signIn']): SentRequest {
  const { method, path, body, headers = {} } = signIn;
  const filled = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text, secret)]));
  const given = Object.entries(filled(headers)).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method,
    url: `${baseUrl}${path.startsWith('/') ? '' : '/'}${path}`,
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...Object.fromEntries(given),
    },
    ...(body !== undefined && { body: JSON.stringify(filled(body)) }),
  };
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([^{}]+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : whole,
  );
}

function refused(why: string): OperationError {
  return new OperationError({
    code: 'sign_in_refused',
    message: `The API did not accept the sign-in of the connected account. ${why} Check what was typed and connect it again.`,
    retry: 'after-reconnect',
  });
}
