import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { SecretFields } from './SecretFields.tsx';
import { SignInElsewhere } from './SignInElsewhere.tsx';
import { type OfferedWay, readyWay } from './signInWays.ts';
import type { ConnectingAccount } from './useConnectAccount.ts';
import { WayField } from './WayField.tsx';

type Props = {
  form: ConnectingAccount;
  ways: readonly OfferedWay[];
  workspaceId: string;
  connector: { id: string; name: string } | undefined;
  again?: { id: string; name: string } | undefined;
  /** Whether whoever looks at it may enter the workspace's client id and secret. */
  isAdmin: boolean;
  /** What steps need of it. */
  scopes?: readonly string[];
};

/** What one way to sign in asks for, and what became of it: the same in the dialog and beside a step. */
export function AccountForm({ form, ways, workspaceId, connector, again, isAdmin, scopes }: Props) {
  const { draft, change, missing, problem, mayKeepAnyway } = form;
  const choose = useReadyWay({ form, ways, workspaceId, connector, again });
  return (
    <>
      <WayField ways={ways} chosen={draft.way} onChoose={choose} />
      <SecretFields draft={draft} missing={missing} onChange={change} />
      {draft.way.isElsewhere && connector && (
        <SignInElsewhere
          key={`${connector.id} ${draft.way.key}`}
          form={form}
          workspaceId={workspaceId}
          connector={connector}
          again={again}
          isAdmin={isAdmin}
          scopes={scopes}
        />
      )}
      {problem && (
        <Band
          tone="danger"
          action={
            mayKeepAnyway && (
              <Button small onClick={() => form.submit(true)}>
                {t('Connect anyway')}
              </Button>
            )
          }
        >
          {problem}
        </Band>
      )}
    </>
  );
}

/** Until a person chooses, the way that works at once stands there where signing in at the provider is not set up. */
function useReadyWay({ form, ways, workspaceId, connector, again }: Omit<Props, 'isAdmin' | 'scopes'>) {
  const { draft, change } = form;
  const [chosenFor, setChosenFor] = useState<string>();
  const ready = again === undefined && connector !== undefined ? readyWay(ways) : undefined;
  const about = { workspaceId, connector: connector?.id ?? '' };
  const known = useQuery(useTRPC().oauth.client.queryOptions(about, { enabled: ready !== undefined }));
  const notSetUp = ready !== undefined && known.data?.client === null ? connector?.id : undefined;
  const begin = useEffectEvent((id: string) => {
    if (ready !== undefined && draft.way.isElsewhere && chosenFor !== id) change({ way: ready });
  });
  useEffect(() => {
    if (notSetUp !== undefined) begin(notSetUp);
  }, [notSetUp]);
  return (way: OfferedWay) => {
    setChosenFor(connector?.id);
    change({ way });
  };
}
