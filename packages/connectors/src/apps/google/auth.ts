import type { AnswerRules, Auth } from '@patchbay/connector';

type Scopes = {
  /** All there are, without what is the same in front of each. */
  scopes: readonly string[];
  /** Asked for in any case: what the test call and the choices in forms take. */
  defaultScopes: readonly string[];
  scopeHolds: Readonly<Record<string, readonly string[]>>;
};

/** What Google calls a permission. */
export const googleScope = (name: string) => `https://www.googleapis.com/auth/${name}`;

/** Signing in at Google for some of its APIs. */
export function googleAuth({ scopes, defaultScopes, scopeHolds }: Scopes): readonly Auth[] {
  return [
    {
      kind: 'oauth2',
      title: 'Sign in with Google',
      description: 'A Google account. An admin enters a client id and its secret from the Google Cloud console once.',
      helpUrl: 'https://console.cloud.google.com/apis/credentials',
      grant: 'authorizationCode',
      authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
      tokenUrl: 'https://oauth2.googleapis.com/token',
      revokeUrl: 'https://oauth2.googleapis.com/revoke',
      issuer: 'https://accounts.google.com',
      scopes: scopes.map(googleScope),
      defaultScopes: defaultScopes.map(googleScope),
      scopeHolds: Object.fromEntries(
        Object.entries(scopeHolds).map(([scope, held]) => [googleScope(scope), held.map(googleScope)]),
      ),
      authorizeParameters: { access_type: 'offline', prompt: 'consent' },
    },
  ];
}

/** What the refusals of Google's APIs mean. */
export const googleAnswers = {
  message: 'error.message',
  code: ['error.errors.0.reason', 'error.status'],
  advice: {
    rateLimitExceeded: { sentence: 'Too much was asked in a minute.', retry: 'later' },
    userRateLimitExceeded: { sentence: 'Too much was asked in a minute.', retry: 'later' },
    RESOURCE_EXHAUSTED: { sentence: 'Too much was asked in a minute.', retry: 'later' },
    quotaExceeded: { sentence: 'The allowance of this account is used up.' },
    authError: { sentence: 'Google does not accept the sign-in any more.', retry: 'after-reconnect' },
    UNAUTHENTICATED: { sentence: 'Google does not accept the sign-in any more.', retry: 'after-reconnect' },
    insufficientPermissions: {
      sentence: 'The account did not allow this. Connect it again and allow all.',
      retry: 'after-reconnect',
    },
    PERMISSION_DENIED: { sentence: 'The account may not do this there. Share it with the account first.' },
    notFound: { sentence: 'There is none, or it is not shared with this account.' },
    NOT_FOUND: { sentence: 'There is none, or it is not shared with this account.' },
  },
} satisfies AnswerRules;
