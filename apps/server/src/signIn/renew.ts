import type { Egress } from '../egress/egress.ts';
import type { FindClient } from '../oauth/clients.ts';
import { renewOAuth } from '../oauth/renewOAuth.ts';
import type { OpenConnection } from '../vault/signRequest.ts';
import { signInToSession } from './session.ts';

/** What a renewal gave: fields of the secret, and for how long they are good. Times are milliseconds since 1970. */
export type Renewed = {
  secret: Record<string, string>;
  expiresAt?: number;
  renewAt?: number;
  /** What the provider says it may do now, where it says so. */
  scopes?: readonly string[];
};

export type RenewDeps = { egress: Pick<Egress, 'request'>; findClient: FindClient; now(): number };

/** Whether its token is given by the other side, and given again. */
export function isRenewable({ auth, secret }: OpenConnection): boolean {
  if (auth.kind === 'session') return true;
  if (auth.kind !== 'oauth2') return false;
  return secret.refreshToken !== undefined || (auth.grant === 'clientCredentials' && secret.token === undefined);
}

export function hasToken({ auth, secret }: OpenConnection): boolean {
  return auth.kind === 'session' ? secret.sessionToken !== undefined : secret.accessToken !== undefined;
}

/** Asks the other side for a new token. Throws OperationError: `after-reconnect` where it never will give one again. */
export function renew(account: OpenConnection, deps: RenewDeps): Promise<Renewed> {
  const { auth } = account;
  if (auth.kind === 'session') return signInToSession(account, auth, deps);
  if (auth.kind === 'oauth2') return renewOAuth(account, auth, deps);
  throw new Error(`A secret of kind ${auth.kind} is never renewed.`);
}
