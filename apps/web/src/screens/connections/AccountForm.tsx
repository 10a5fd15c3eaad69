import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { SecretFields } from './SecretFields.tsx';
import { SignInElsewhere } from './SignInElsewhere.tsx';
import type { OfferedWay } from './signInWays.ts';
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
  return (
    <>
      <WayField ways={ways} chosen={draft.way} onChoose={(way) => change({ way })} />
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
                Connect anyway
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
