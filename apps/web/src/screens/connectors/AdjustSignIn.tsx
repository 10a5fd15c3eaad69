import type { Overlay } from '@patchbay/connector';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectorRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { T } from '../../texts/T.tsx';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { SelectField, TextArea, TextField } from '../../ui/TextField.tsx';
import { ClientSetup } from '../connections/ClientSetup.tsx';
import {
  keyName,
  type OAuthForm,
  oauthForm,
  oauthProblems,
  type SignInKind,
  signInKind,
  withOAuth,
  withSignIn,
} from './signInEdits.ts';

type Props = { connector: ConnectorRow; overlay: Overlay; isSent: boolean; onOverlay(overlay: Overlay): void };

const WAYS: readonly { value: SignInKind; label: string }[] = [
  { value: 'described', label: t('As its description says') },
  { value: 'bearer', label: t('A token') },
  { value: 'basic', label: t('User name and password') },
  { value: 'header', label: t('A key in a header') },
  { value: 'query', label: t('A key in the address') },
  { value: 'oauth', label: t('On a page of the API (OAuth 2)') },
  { value: 'none', label: t('No account is needed') },
];

/** How people sign in to the API. `isSent`: what is wrong is said. */
export function AdjustSignIn({ connector, overlay, isSent, onOverlay }: Props) {
  const kind = signInKind(overlay);
  const name = keyName(overlay);
  return (
    <>
      <SelectField
        label={t('Signing in')}
        hint={t('What a connected account of this API holds. Accounts that are there stay as they are.')}
        value={kind}
        options={WAYS}
        onText={(next) => onOverlay(withSignIn(overlay, next as SignInKind, name))}
      />
      {(kind === 'header' || kind === 'query') && (
        <TextField
          label={t('Name of the key')}
          hint={t('As the API calls it, such as X-Api-Key.')}
          required
          {...(isSent && name.trim() === '' && { error: t('Say how the API calls its key.') })}
          value={name}
          onText={(text) => onOverlay(withSignIn(overlay, kind, text))}
        />
      )}
      {kind === 'oauth' && (
        <OAuthFields form={oauthForm(overlay)} isSent={isSent} onForm={(form) => onOverlay(withOAuth(overlay, form))} />
      )}
      {kind === 'oauth' && <OwnClient connector={connector} />}
    </>
  );
}

type FieldsProps = { form: OAuthForm; isSent: boolean; onForm(form: OAuthForm): void };

function OAuthFields({ form, isSent, onForm }: FieldsProps) {
  const problems = isSent ? oauthProblems(form) : {};
  const errorOf = (name: keyof OAuthForm) => (problems[name] === undefined ? {} : { error: problems[name] });
  return (
    <>
      <TextField
        label={t('Page where people sign in')}
        kind="url"
        required
        hint={t('The API calls it authorization URL, such as https://login.example.com/oauth/authorize.')}
        {...errorOf('authorizeUrl')}
        value={form.authorizeUrl}
        onText={(authorizeUrl) => onForm({ ...form, authorizeUrl })}
      />
      <TextField
        label={t('Address that gives tokens')}
        kind="url"
        required
        hint={t('The API calls it token URL, such as https://login.example.com/oauth/token.')}
        {...errorOf('tokenUrl')}
        value={form.tokenUrl}
        onText={(tokenUrl) => onForm({ ...form, tokenUrl })}
      />
      <TextArea
        label={t('Permissions that are asked for')}
        hint={t('Scopes, in the words of the API: one a line. Empty: those the API gives by itself.')}
        rows={3}
        mono
        value={form.scopes}
        onText={(scopes) => onForm({ ...form, scopes })}
      />
      <SelectField
        label={t('How the client shows its secret')}
        hint={t('Most APIs take it in the body. Choose the other one where signing in ends with “invalid_client”.')}
        value={form.clientSecretIn}
        options={[
          { value: 'body', label: t('In the body') },
          { value: 'header', label: t('In a header') },
        ]}
        onText={(text) => onForm({ ...form, clientSecretIn: text === 'header' ? 'header' : 'body' })}
      />
    </>
  );
}

/** The client that was registered at the API, without which nobody can sign in there. */
function OwnClient({ connector }: { connector: ConnectorRow }) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const known = useQuery(trpc.oauth.client.queryOptions({ workspaceId, connector: connector.id }));
  const client = known.data?.client;
  if (known.data === undefined) return null;
  if (client === null || client === undefined) {
    return (
      <div className="adjust-part">
        <h3>{t('Your client')}</h3>
        <ClientSetup
          workspaceId={workspaceId}
          connector={connector}
          isAdmin
          deed={t('Keep the client')}
          onDone={() => void known.refetch()}
        />
      </div>
    );
  }
  return (
    <Band tone="success">
      <T
        text="People sign in with your client <c>{id}</c>. Settings has it under Sign-in clients."
        c={<code />}
        id={client.clientId}
      />
    </Band>
  );
}
