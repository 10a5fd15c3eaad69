import type { Questions } from '../../api/types.ts';
import { TextField } from '../../ui/TextField.tsx';
import type { OfferedWay } from './signInWays.ts';

/** An account as it is being typed. The secret lives in this form only, until it is sent. */
export type AccountDraft = {
  name: string;
  way: OfferedWay;
  secret: string;
  username: string;
};

export type Missing = { name?: string; secret?: string; username?: string };

export function emptyAccount(ways: readonly OfferedWay[]): AccountDraft {
  return { name: '', way: ways[0] ?? 'bearer', secret: '', username: '' };
}

/** What is still to be typed, a sentence a field. */
export function missingIn({ name, way, secret, username }: AccountDraft): Missing {
  const missing: Missing = {};
  if (name.trim() === '') missing.name = 'Give it a name your team will know.';
  if (way === 'basic') {
    if (username === '') missing.username = 'Type the user name.';
  } else if (secret.trim() === '') {
    missing.secret = way === 'apiKey' ? 'Paste the key.' : 'Paste the token.';
  }
  return missing;
}

/** The draft as the server takes it. Keys and tokens are pasted, and come with stray spaces around them. */
export function authOf({ way, secret, username }: AccountDraft): Questions['connection']['create']['auth'] {
  if (way === 'basic') return { kind: 'basic', username, password: secret };
  return way === 'apiKey' ? { kind: 'apiKey', value: secret.trim() } : { kind: 'bearer', token: secret.trim() };
}

/** The fields of one way to sign in. */
export function SecretFields({
  draft,
  missing,
  onChange,
}: {
  draft: AccountDraft;
  missing: Missing;
  onChange: (part: Partial<AccountDraft>) => void;
}) {
  const sealed = 'Sealed when you connect. Nobody can read it here again, you included.';
  const secret = { kind: 'password', autoComplete: 'off', required: true, spellCheck: false } as const;
  if (draft.way !== 'basic') {
    return (
      <TextField
        {...secret}
        label={draft.way === 'apiKey' ? 'Key' : 'Token'}
        hint={sealed}
        error={missing.secret}
        value={draft.secret}
        onText={(text) => onChange({ secret: text })}
      />
    );
  }
  return (
    <>
      <TextField
        label="User name"
        required
        autoComplete="off"
        error={missing.username}
        value={draft.username}
        onText={(username) => onChange({ username })}
      />
      <TextField
        {...secret}
        required={false}
        label="Password"
        hint={sealed}
        value={draft.secret}
        onText={(text) => onChange({ secret: text })}
      />
    </>
  );
}
