import {
  type AccountField,
  type Auth,
  accountAddress,
  type Connector,
  openNames,
  signInFields,
} from '@patchbay/connector';
import { findBuiltIn } from '../connectors/builtIns.ts';
import { AppError } from '../errors.ts';
import { readAccountFields } from './accountFields.ts';
import type { ConnectionDeps, ConnectionSecret, NewAccount } from './connectionStore.ts';

/** A connector as its accounts see it. */
export type AccountConnector = Pick<Connector, 'id' | 'version' | 'name' | 'auth' | 'baseUrl' | 'alsoAt' | 'test'> & {
  source: 'builtin' | 'imported';
};

/** Throws AppError `not_found` where the workspace has no such connector. */
export async function connectorOf(
  workspaceId: string,
  id: string,
  { connectors }: Pick<ConnectionDeps, 'connectors'>,
): Promise<AccountConnector> {
  const builtIn = await findBuiltIn(id);
  if (builtIn !== undefined) return { ...builtIn, source: 'builtin' };
  const row = await connectors.find(workspaceId, id);
  if (row === null) throw new AppError('not_found');
  const { baseUrl, ...rest } = row;
  return { ...rest, ...(baseUrl !== null && { baseUrl }) };
}

/**
 * The account that was typed, bound to the addresses of its connector: it is never sent anywhere else, whatever a flow asks
 * for. Throws AppError where what was typed does not fit.
 */
export function accountOf(connector: AccountConnector, typed: ConnectionSecret): NewAccount {
  const { auth, values } = wayToSignIn(connector, typed);
  return boundAccount(connector, auth, readAccountFields(fieldsOf(connector, auth), values));
}

/** The same for values that are known to fit. */
export function boundAccount(connector: AccountConnector, auth: Auth, secret: Record<string, string>): NewAccount {
  const { baseUrl, alsoAt = [] } = connector;
  if (baseUrl === undefined) return { auth, secret, hosts: auth.kind === 'fields' ? ownHosts(secret) : [] };
  const own = addressOf(baseUrl, secret);
  const isOwn = openNames(baseUrl).length > 0 || auth.kind === 'session';
  return { auth, secret, hosts: hostsOf(own, alsoAt, secret), ...(isOwn && { baseUrl: own }) };
}

/** What an account of this connector is asked for; what its address leaves open as well, where no way asks for it. */
function fieldsOf({ baseUrl = '' }: Pick<AccountConnector, 'baseUrl'>, auth: Auth): readonly AccountField[] {
  const fields = signInFields(auth);
  if (auth.kind === 'fields') return fields;
  const missing = openNames(baseUrl).filter((name) => !fields.some((field) => field.name === name));
  return [...fields, ...missing.map((name) => ({ name, title: name }))];
}

function hostsOf(baseUrl: string | undefined, alsoAt: readonly string[], values: Record<string, string>): string[] {
  const all = [...(baseUrl === undefined ? [] : [baseUrl]), ...alsoAt.map((address) => addressOf(address, values))];
  return [...new Set(all.map((address) => new URL(address).origin))];
}

/** The address that an account is for by itself. Throws AppError `connection_fields_unfit` for one that is none. */
function ownHosts(secret: Record<string, string>): string[] {
  const address = secret.address?.trim();
  if (address === undefined) return [];
  const url = URL.parse(/^https?:\/\//i.test(address) ? address : `https://${address}`);
  if (url !== null && url.username === '' && url.password === '') return [url.origin];
  const reason = 'Address has to be one such as https://api.example.com.';
  throw new AppError('connection_fields_unfit', { reason, details: { address: reason } });
}

function addressOf(template: string, values: Record<string, string>): string {
  if (openNames(template).length === 0) return template;
  const made = accountAddress(template, values);
  if (made.ok) return made.url;
  throw new AppError('connection_fields_unfit', { reason: made.problem, details: { [made.field]: made.problem } });
}

type Typed = { auth: Auth; values: Record<string, string> };

/** The connector's own way that takes this kind of secret. Descriptions that name none still take a bearer or basic one. */
function wayToSignIn(connector: AccountConnector, typed: ConnectionSecret): Typed {
  const values = valuesOf(typed);
  const named = typed.kind === 'way' ? connector.auth[typed.way] : connector.auth.find((auth) => answers(auth, typed));
  if (named !== undefined) return { auth: named, values };
  const namesNone = connector.source === 'imported' && connector.auth.length === 0;
  if (typed.kind === 'bearer') {
    // An OAuth API takes the token that its own screens hand out, too.
    const oauth = connector.auth.find((auth) => auth.kind === 'oauth2' && auth.grant !== 'clientCredentials');
    if (oauth !== undefined) return { auth: oauth, values };
    if (namesNone || connector.auth.some(({ kind }) => kind === 'oauth2')) return { auth: { kind: 'bearer' }, values };
  }
  if (typed.kind === 'basic' && namesNone) return { auth: { kind: 'basic' }, values };
  const ways = connector.auth
    .map((auth) => (auth.kind === 'fields' ? auth.title : (auth.title ?? auth.kind)))
    .join(', ');
  throw new AppError('connection_kind_mismatch', {
    reason: ways === '' ? 'It takes no account.' : `It takes: ${ways}.`,
  });
}

function answers(auth: Auth, typed: ConnectionSecret): boolean {
  return auth.kind === typed.kind && (auth.kind !== 'fields' || (typed.kind === 'fields' && auth.id === typed.id));
}

function valuesOf(typed: ConnectionSecret): Record<string, string> {
  if (typed.kind === 'way' || typed.kind === 'fields') return typed.values;
  const { kind: _kind, ...values } = typed;
  return values;
}
