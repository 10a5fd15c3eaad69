import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { T } from '../../texts/T.tsx';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toastStore.ts';
import { typedIn } from './accountDraft.ts';
import { ClientSetup } from './ClientSetup.tsx';
import type { ConnectingAccount } from './useConnectAccount.ts';
import { type Begun, useSignInElsewhere } from './useSignInElsewhere.ts';

type Props = {
  form: ConnectingAccount;
  workspaceId: string;
  connector: { id: string; name: string };
  again: { id: string; name: string } | undefined;
  isAdmin: boolean;
  /** What it is asked for besides what it always is. */
  scopes?: readonly string[] | undefined;
};

/** Signing in at the provider: a tab opens, and this form waits for it. */
export function SignInElsewhere({ form, workspaceId, connector, again, isAdmin, scopes }: Props) {
  const { draft } = form;
  const trpc = useTRPC();
  const [isChanging, setChanging] = useState(false);
  const known = useQuery(trpc.oauth.client.queryOptions({ workspaceId, connector: connector.id }));
  const elsewhere = useSignInElsewhere({
    workspaceId,
    onDone: (done) => {
      sayWhatDiffers(done);
      void form.done({ id: done.connectionId, name: done.name });
    },
  });
  const { away } = elsewhere;
  const start = () => {
    if (!form.ask() || draft.way.index === undefined) return;
    const about = { workspaceId, connector: connector.id, way: draft.way.index, name: draft.name.trim() };
    const question = {
      ...about,
      values: typedIn(draft.way, draft.values),
      ...(scopes && { scopes: [...scopes] }),
      ...(again && { connectionId: again.id }),
    };
    elsewhere.start(question, false);
  };
  if (elsewhere.isNotSetUp || known.data?.client === null || isChanging) {
    const done = () => {
      elsewhere.reset();
      setChanging(false);
    };
    return <ClientSetup workspaceId={workspaceId} connector={connector} isAdmin={isAdmin} onDone={done} />;
  }
  if (away !== undefined) return <Away away={away} onGiveUp={elsewhere.giveUp} />;
  return (
    <>
      <p>
        <Button
          look="primary"
          icon={<IconExternalLink size={16} stroke={1.75} aria-hidden />}
          busy={elsewhere.isBusy}
          onClick={start}
        >
          {t('Sign in at {name}', { name: connector.name })}
        </Button>
      </p>
      {elsewhere.problem && <Band tone="danger">{elsewhere.problem}</Band>}
      {isAdmin && (
        <p>
          <Button small look="quiet" onClick={() => setChanging(true)}>
            {t('Change the client id')}
          </Button>
        </p>
      )}
    </>
  );
}

type Done = { name: string; missing?: readonly string[]; before?: string; label?: string };

function sayWhatDiffers({ name, missing, before, label }: Done): void {
  if (missing)
    toast({
      text: t('“{name}” is connected, but was not allowed everything: {missing}.', {
        name,
        missing: missing.join(', '),
      }),
    });
  if (before)
    toast({
      text: t('“{name}” was {before} and is {label} now.', { name, before, label: label ?? t('somebody else') }),
    });
}

/** Where they are meanwhile, or what they have to type in where. */
function Away({ away, onGiveUp }: { away: Begun; onGiveUp(): void }) {
  const stop = (
    <Button small onClick={onGiveUp}>
      {t('Stop waiting')}
    </Button>
  );
  if ('url' in away) {
    return (
      <Band tone="running" action={stop}>
        <T
          text="Go on in the tab that has opened, then come back here. No tab? <a>Open it here</a>."
          a={<a href={away.url} target="_blank" rel="noreferrer" />}
        />
      </Band>
    );
  }
  return (
    <Band tone="running" action={stop}>
      <T
        text="Type the code {userCode} at {host}. This goes on by itself."
        userCode={<b>{away.userCode}</b>}
        host={
          <a href={away.verificationUrl} target="_blank" rel="noreferrer">
            {new URL(away.verificationUrl).host}
          </a>
        }
      />
    </Band>
  );
}
