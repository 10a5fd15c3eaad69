import type { AnswerRules, Auth } from '@patchbay/connector';

type Scopes = {
  scopes: readonly string[];
  defaultScopes: readonly string[];
  scopeHolds: Readonly<Record<string, readonly string[]>>;
};

/** Signing in to Microsoft 365, as Outlook and Teams do. */
export function graphSignIn({ scopes, defaultScopes, scopeHolds }: Scopes): Auth[] {
  return [
    {
      kind: 'oauth2',
      title: 'Sign in to Microsoft',
      description:
        'Needs an app registration in Microsoft Entra; an account of work or school, and for mail also a private one.',
      helpUrl: 'https://learn.microsoft.com/entra/identity-platform/quickstart-register-app',
      authorizeUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
      tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
      scopes: ['offline_access', ...scopes],
      // Without the first one, Microsoft lends a token for an hour and gives no other.
      defaultScopes: ['offline_access', ...defaultScopes],
      scopeHolds,
    },
  ];
}

/** What Microsoft Graph's refusals mean: https://learn.microsoft.com/graph/errors. */
export const graphAdvice: AnswerRules = {
  code: 'error.code',
  message: 'error.message',
  advice: {
    InvalidAuthenticationToken: {
      sentence: 'Microsoft did not accept the sign-in. Reconnect the account.',
      retry: 'after-reconnect',
    },
    Forbidden: {
      sentence: 'The account may not do this. Ask your admin to allow the app the permission, then reconnect.',
    },
    ErrorAccessDenied: {
      sentence: 'The account may not do this. Give the app the permission, then reconnect the account.',
    },
    Authorization_RequestDenied: {
      sentence: 'The account may not do this. Ask your admin to allow the app the permission, then reconnect.',
    },
    NotFound: { sentence: 'Microsoft finds no such thing, or the account may not see it. Choose it again.' },
    ErrorItemNotFound: { sentence: 'There is no such message, event or folder any more. Check its id.' },
    ErrorInvalidIdMalformed: { sentence: 'This is no id of Microsoft’s. Map the id that another step gave.' },
    ErrorInvalidRecipients: { sentence: 'One of the addresses cannot get e-mail. Check them.' },
    ErrorSendAsDenied: { sentence: 'The account may not send in the name of this address.' },
    ErrorQuotaExceeded: { sentence: 'The mailbox is full.' },
    ErrorExceededMessageLimit: { sentence: 'The account has sent as much e-mail as it may today.', retry: 'later' },
    MailboxNotEnabledForRESTAPI: { sentence: 'The account has no mailbox that programs may use.' },
    NameAlreadyExists: { sentence: 'Something of this name is there already. Choose another name.' },
    BadRequest: { sentence: 'Microsoft cannot read one of the fields. Check them.' },
    TooManyRequests: { sentence: 'Microsoft takes only so many requests at a time.', retry: 'later' },
    ApplicationThrottled: { sentence: 'Microsoft takes only so many requests at a time.', retry: 'later' },
    ErrorServerBusy: { sentence: 'Microsoft has trouble of its own.', retry: 'later' },
    ServiceNotAvailable: { sentence: 'Microsoft has trouble of its own.', retry: 'later' },
  },
};
