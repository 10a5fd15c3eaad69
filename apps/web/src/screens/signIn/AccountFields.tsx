import { t } from '../../texts/t.ts';
import { TextField } from '../../ui/TextField.tsx';
import { passwordProblem, SHORTEST_PASSWORD } from './passwordProblem.ts';

/** What an account is made of. */
export type Account = { name: string; email: string; password: string };

/** The fields of an account. `fixedEmail`: the address it must have, because a link to it says so. */
export function AccountFields({
  account,
  wrong,
  onChange,
  fixedEmail,
}: {
  account: Account;
  wrong: Partial<Account>;
  onChange: (part: Partial<Account>) => void;
  fixedEmail?: boolean;
}) {
  return (
    <>
      <TextField
        label={t('Your name')}
        name="name"
        autoComplete="name"
        autoFocus
        required
        error={wrong.name}
        value={account.name}
        onText={(name) => onChange({ name })}
      />
      <TextField
        label={t('E-mail')}
        kind="email"
        name="email"
        autoComplete="email"
        required
        readOnly={fixedEmail}
        error={wrong.email}
        value={account.email}
        onText={(email) => onChange({ email })}
      />
      <TextField
        label={t('Password')}
        kind="password"
        name="password"
        autoComplete="new-password"
        required
        hint={wrong.password ? undefined : t('{SHORTEST_PASSWORD} characters or more.', { SHORTEST_PASSWORD })}
        error={wrong.password}
        value={account.password}
        onText={(password) => onChange({ password })}
      />
    </>
  );
}

/** What is wrong with each part, a sentence a field. */
export function problemsOf(account: Account): Partial<Account> {
  const problems: Partial<Account> = {};
  if (account.name.trim() === '') problems.name = t('Say what others shall call you.');
  if (!/^\S+@\S+\.\S+$/.test(account.email.trim())) problems.email = t('This is not an e-mail address yet.');
  const password = passwordProblem(account.password);
  if (password !== undefined) problems.password = password;
  return problems;
}
