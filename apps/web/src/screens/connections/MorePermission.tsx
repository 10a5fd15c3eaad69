import type { Auth } from '@patchbay/connector';
import type { ConnectionRow } from '../../api/types.ts';
import { t, tn } from '../../texts/t.ts';
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
      if (missing)
        toast({
          tone: 'danger',
          text: t('The provider did not allow it: {missing}.', { missing: missing.join(', ') }),
        });
      else if (before)
        toast({
          text: t('“{name}” was {before} and is {label} now.', { name, before, label: label ?? t('somebody else') }),
        });
      else toast({ text: t('“{name}” is allowed what it needs.', { name }) });
      void changed();
    },
  });
  const way = ways.findIndex(({ kind }) => kind === 'oauth2');
  const count = scopes.length;
  const needs = tn(count, 'one more permission', '{count} more permissions');
  const { away } = elsewhere;
  const start = () => {
    const { id: connectionId, connector, name } = connection;
    elsewhere.start({ workspaceId, connector, way, name, values: {}, scopes: [...scopes], connectionId }, false);
  };
  const button = away ? (
    <Button small onClick={elsewhere.giveUp}>
      {t('Stop waiting')}
    </Button>
  ) : (
    <Button small look="primary" busy={elsewhere.isBusy} onClick={start}>
      {t('Allow it')}
    </Button>
  );
  return (
    <>
      <Band tone="warning" action={mayAllow && way >= 0 && button}>
        <b>
          {who === 'step' ? t('This step needs {needs}.', { needs }) : t('Steps that use it need {needs}.', { needs })}
        </b>{' '}
        {away ? t('Go on in the tab that has opened, then come back here.') : <code>{scopes.join(', ')}</code>}
      </Band>
      {elsewhere.problem && <Band tone="danger">{elsewhere.problem}</Band>}
    </>
  );
}
