import type { Auth, OAuth2, Overlay } from '@patchbay/connector';
import { t } from '../../texts/t.ts';

/** How people sign in, as the form offers it. */
export type SignInKind = 'described' | 'bearer' | 'basic' | 'header' | 'query' | 'oauth' | 'none';

export function signInKind({ auth }: Overlay): SignInKind {
  if (auth === undefined) return 'described';
  const [way] = auth;
  if (way === undefined) return 'none';
  if (way.kind === 'apiKey') return way.in === 'query' ? 'query' : 'header';
  if (way.kind === 'oauth2') return 'oauth';
  return way.kind === 'basic' ? 'basic' : 'bearer';
}

/** What the API calls its key; empty where it has none. */
export function keyName({ auth }: Overlay): string {
  const [way] = auth ?? [];
  return way?.kind === 'apiKey' ? way.name : '';
}

export function withSignIn(overlay: Overlay, kind: SignInKind, name: string): Overlay {
  const { auth: before, ...rest } = overlay;
  if (kind === 'described') return rest;
  // Chosen anew, what was typed for it is still there.
  if (kind === 'oauth') return { ...rest, auth: [before?.find(isOAuth) ?? { kind: 'oauth2', scopes: [] }] };
  return { ...rest, auth: waysOf(kind, name) };
}

const isOAuth = (way: Auth): way is OAuthWay => way.kind === 'oauth2';
type OAuthWay = Extract<Auth, { kind: 'oauth2' }>;

function waysOf(kind: Exclude<SignInKind, 'described' | 'oauth'>, name: string): Auth[] {
  if (kind === 'none') return [];
  if (kind === 'bearer' || kind === 'basic') return [{ kind }];
  return [{ kind: 'apiKey', in: kind, name }];
}

/** Signing in on a page of the API, as the form has it. */
export type OAuthForm = {
  authorizeUrl: string;
  tokenUrl: string;
  /** One a line, or between blanks. */
  scopes: string;
  clientSecretIn: NonNullable<OAuth2['clientSecretIn']>;
};

export function oauthForm({ auth = [] }: Overlay): OAuthForm {
  const way = auth.find(isOAuth);
  return {
    authorizeUrl: way?.authorizeUrl ?? '',
    tokenUrl: way?.tokenUrl ?? '',
    scopes: (way?.defaultScopes ?? way?.scopes ?? []).join('\n'),
    clientSecretIn: way?.clientSecretIn ?? 'body',
  };
}

/** What is typed is kept as it is; `oauthProblems` says what is wrong with it. */
export function withOAuth(overlay: Overlay, form: OAuthForm): Overlay {
  const {
    authorizeUrl: _page,
    tokenUrl: _tokens,
    clientSecretIn: _secret,
    ...before
  } = overlay.auth?.find(isOAuth) ?? {
    kind: 'oauth2' as const,
  };
  const scopes = [...new Set(form.scopes.split(/[\s,]+/).filter((scope) => scope !== ''))];
  const [authorizeUrl, tokenUrl] = [form.authorizeUrl.trim(), form.tokenUrl.trim()];
  const way: OAuthWay = {
    ...before,
    ...(authorizeUrl !== '' && { authorizeUrl }),
    ...(tokenUrl !== '' && { tokenUrl }),
    ...(form.clientSecretIn === 'header' && { clientSecretIn: 'header' }),
    scopes,
    defaultScopes: scopes,
  };
  return { ...overlay, auth: [way] };
}

/** What is wrong with a form, by its fields; none where nothing is. */
export function oauthProblems(form: OAuthForm): Partial<Record<keyof OAuthForm, string>> {
  const [authorizeUrl, tokenUrl] = [addressProblem(form.authorizeUrl), addressProblem(form.tokenUrl)];
  return { ...(authorizeUrl !== undefined && { authorizeUrl }), ...(tokenUrl !== undefined && { tokenUrl }) };
}

function addressProblem(text: string): string | undefined {
  const url = URL.parse(text.trim());
  if (url === null || !/^https?:$/.test(url.protocol))
    return t('Give a whole address, such as https://login.example.com/token.');
  const isHere = /^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname);
  return url.protocol === 'https:' || isHere
    ? undefined
    : t('It has to begin with https://, or others could read the secret.');
}
