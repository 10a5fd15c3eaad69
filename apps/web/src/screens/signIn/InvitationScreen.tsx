import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { signOut } from '../../api/auth.ts';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { roleWords } from '../../app/roleWords.ts';
import { sessionOptions, switchWorkspace } from '../../app/session.ts';
import { T } from '../../texts/T.tsx';
import { t } from '../../texts/t.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { AuthPage } from './AuthPage.tsx';
import { AccountForm } from './SignUpScreen.tsx';

type Invitation = Answers['invitation']['open'];

/** Where an invitation's link leads: make an account with it, or join with the one that is signed in. */
export function InvitationScreen() {
  const { token } = useParams({ from: '/invitation/$token' });
  const trpc = useTRPC();
  const invitation = useQuery(trpc.invitation.open.queryOptions({ token }, { retry: false, staleTime: Infinity }));
  const session = useQuery(sessionOptions());
  if (invitation.error) return <Over sentence={sentenceOf(invitation.error)} />;
  if (!invitation.data || session.isPending) return null;
  const { email } = invitation.data;
  const lead = <Lead invitation={invitation.data} />;
  if (!session.data) {
    const back = `/invitation/${token}`;
    return (
      <AccountForm
        title={t('Join {workspaceName}', { workspaceName: invitation.data.workspaceName })}
        back={undefined}
        ticket={token}
        email={email}
        lead={lead}
        aside={<T text="Already have an account? <a>Sign in</a>" a={<Link to="/sign-in" search={{ back }} />} />}
      />
    );
  }
  return session.data.user.email.toLowerCase() === email ? (
    <Join invitation={invitation.data} token={token} />
  ) : (
    <ForAnother invitation={invitation.data} signedInAs={session.data.user.email} />
  );
}

function Lead({ invitation: { invitedBy, workspaceName, role } }: { invitation: Invitation }) {
  return (
    <p className="sentence auth-lead">
      <T
        text="{invitedBy} invites you to the workspace {workspaceName} as {name}: {may}."
        invitedBy={invitedBy ?? t('Somebody')}
        workspaceName={<b>{workspaceName}</b>}
        name={roleWords[role].name.toLowerCase()}
        may={roleWords[role].may}
      />
    </p>
  );
}

function Join({ invitation, token }: { invitation: Invitation; token: string }) {
  const trpc = useTRPC();
  const accept = useMutation(
    trpc.invitation.accept.mutationOptions({ onSuccess: ({ workspaceId }) => switchWorkspace(workspaceId) }),
  );
  return (
    <AuthPage
      title={t('Join {workspaceName}', { workspaceName: invitation.workspaceName })}
      problem={accept.error ? sentenceOf(accept.error) : undefined}
      onSubmit={() => accept.mutate({ token })}
      aside={<Link to="/flows">{t('Not now')}</Link>}
    >
      <Lead invitation={invitation} />
      <Button look="primary" wide type="submit" busy={accept.isPending}>
        {t('Join the workspace')}
      </Button>
    </AuthPage>
  );
}

function ForAnother({ invitation, signedInAs }: { invitation: Invitation; signedInAs: string }) {
  const leave = async () => {
    await signOut();
    location.reload();
  };
  return (
    <AuthPage
      title={t('For another address')}
      onSubmit={() => void leave()}
      aside={<Link to="/flows">{t('Stay signed in')}</Link>}
    >
      <p className="sentence auth-lead">
        {t('This invitation to {workspaceName} is for {email}. You are signed in as {signedInAs}.', {
          workspaceName: invitation.workspaceName,
          email: invitation.email,
          signedInAs,
        })}
      </p>
      <Button look="primary" wide type="submit">
        {t('Sign out and go on')}
      </Button>
    </AuthPage>
  );
}

function Over({ sentence }: { sentence: string }) {
  return (
    <AuthPage title={t('This invitation is over')} problem={sentence} onSubmit={() => undefined} aside="">
      <Link to="/flows" className={buttonClass({ wide: true })}>
        {t('Go to Patchbay')}
      </Link>
    </AuthPage>
  );
}
