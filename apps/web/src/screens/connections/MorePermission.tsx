import type { Auth } from '@patchbay/connector';
import type { ConnectionRow } from '../../api/types.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toastStore.ts';
import { useConnectionsChanged } from './useConnectionsChanged.ts';
import { useSignInElsewhere } from './useSignInElsewhere.ts';

type Props = {
  workspaceId: string;
  connection: Pick<ConnectionRow, 'id' | 'name' | 'kind' | 'connector'>;
  /** The ways to sign in of its connector. */
  ways: readonly Auth[];
  /** What is missing, as the provider calls it. */
  scopes: readonly string[];
  /** What needs it. */
  who: 'step' | 'steps';
  mayAllow: boolean;
};

/** That an account has to be allowed more, and the one button that asks its provider for that: nothing else of it changes. */
export function MorePermission({ workspaceId, connection, ways, scopes, who, mayAllow }: Props) {
  const changed = useConnectionsChanged();
  const elsewhere = useSignInElsewhere({
    workspaceId,
    onDone: ({ name, missing, before, label }) => {
      if (missing) toast({ tone: 'danger', text: `The provider did not allow it: ${missing.join(', ')}.` });
      else if (before) toast({ text: `“${name}” was ${before} and is ${label ?? 'somebody else'} now.` });
      else toast({ text: `“${name}” is allowed what it needs.` });
      void changed();
    },
  });
  const way = ways.findIndex(({ kind }) => kind === 'oauth2');
  const count = scopes.length;
  const needs = count === 1 ? 'one more permission' : `${count} more permissions`;
  const { away } = elsewhere;
  const start = () => {
    const { id: connectionId, connector, name } = connection;
    elsewhere.start({ workspaceId, connector, way, name, values: {}, scopes: [...scopes], connectionId }, false);
  };
  const button = away ? (
    <Button small onClick={elsewhere.giveUp}>
      Stop waiting
    </Button>
  ) : (
    <Button small look="primary" busy={elsewhere.isBusy} onClick={start}>
      Allow it
    </Button>
  );
  return (
    <>
      <Band tone="warning" action={mayAllow && way >= 0 && button}>
        <b>{who === 'step' ? `This step needs ${needs}.` : `Steps that use it need ${needs}.`}</b>{' '}
        {away ? 'Go on in the tab that has opened, then come back here.' : <code>{scopes.join(', ')}</code>}
      </Band>
      {elsewhere.problem && <Band tone="danger">{elsewhere.problem}</Band>}
    </>
  );
}
