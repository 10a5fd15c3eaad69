import { missingScopes, type Operation } from '@patchbay/connector';
import type { Step } from '@patchbay/flow';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { AccountForm } from '../../screens/connections/AccountForm.tsx';
import { AccountPicture } from '../../screens/connections/AccountPicture.tsx';
import { MorePermission } from '../../screens/connections/MorePermission.tsx';
import { StateBadge } from '../../screens/connections/StateBadge.tsx';
import { offeredWays, wayLabel } from '../../screens/connections/signInWays.ts';
import { useConnectAccount } from '../../screens/connections/useConnectAccount.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { setConnection } from '../commands/setConnection.ts';
import { useCatalog, useEditor, useSession } from '../useEditor.ts';
import type { TabState } from './InspectorTabs.tsx';
import { MockForNow } from './MockForNow.tsx';

export type Connect = {
  isNeeded: boolean;
  state: TabState;
  step: Step;
  /** The only way to sign in that this step takes. */
  way: string | undefined;
  /** Those this person may use, and the one it has. */
  accounts: readonly ConnectionRow[];
  connector: ConnectorRow | undefined;
  /** What the step needs of an account, as the provider calls it. */
  scopes: readonly string[];
  mayMock: boolean;
};

/** Whether a step needs a connected account, which there are, and whether one is chosen. */
export function useConnect(step: Step, operation: Operation): Connect {
  const { workspaceId } = useSession();
  const trpc = useTRPC();
  const connections = useQuery(trpc.connection.list.queryOptions({ workspaceId }));
  const connectors = useQuery(trpc.connector.list.queryOptions({ workspaceId }));
  const { accountOf = step.uses.connector, accountWay: way, needsConnection } = operation;
  const connector = connectors.data?.find(({ id }) => id === accountOf);
  const fits = (account: ConnectionRow) =>
    account.connector === accountOf &&
    (way === undefined || account.way === way) &&
    (account.mayUse || account.id === step.connection);
  const accounts = connections.data?.filter(fits) ?? [];
  const chosen = accounts.find(({ id }) => id === step.connection);
  const isChosen = connections.data === undefined ? step.connection !== undefined : chosen?.mayUse === true;
  // Every operation of a description may be signed; of the built-in ones those that say so.
  const takesOne = connector?.source === 'imported' ? connector.auth.length > 0 : needsConnection !== undefined;
  const isNeeded = takesOne || step.connection !== undefined;
  const isOptional = needsConnection !== true;
  const mayMock = operation.kind === 'call' && needsConnection === true;
  const { scopes = [] } = operation;
  const isAllowed = missingScopes(scopes, chosen?.scopes ?? scopes, connector?.auth).length === 0;
  const isWell = isAllowed && chosen?.state !== 'broken';
  const state = (isChosen || isOptional) && isWell ? 'done' : 'todo';
  return { isNeeded, state, step, way, accounts, connector, scopes, mayMock };
}

/** Choosing the account a step works with, or connecting one right here. */
export function ConnectTab({ connect }: { connect: Connect }) {
  const { editor, role } = useSession();
  const { step, way, accounts, connector } = connect;
  const [isAdding, setAdding] = useState(false);
  const choose = (connection: string | undefined) =>
    void editor.execute(setConnection({ step: step.id, ...(connection !== undefined && { connection }) }));
  const isReadOnly = role === 'viewer';
  const isCheck = connector?.id === CHECKS;
  const checkWords = CHECK_WORDS[way === undefined ? 'send' : 'open'];
  const isGone = isCheck && step.connection !== undefined && !accounts.some(({ id }) => id === step.connection);
  const chosen = accounts.find(({ id }) => id === step.connection);
  const isNew = isAdding || (accounts.length === 0 && !isReadOnly && !isCheck);
  return (
    <div className="connect">
      {(accounts.length > 0 || isCheck) && <Accounts connect={connect} onChoose={choose} />}
      {isGone && (
        <Band tone="danger">{t('The account it had is gone. Until you choose again, nobody is let in.')}</Band>
      )}
      {chosen !== undefined && <ChosenAccount account={chosen} connect={connect} />}
      {accounts.length === 0 && !isCheck && (
        <p className="muted">
          {t('No account of {name} is connected yet. On sample data it works without.', {
            name: connector?.name ?? t('this API'),
          })}
        </p>
      )}
      {connect.mayMock && step.connection === undefined && <MockForNow step={step} />}
      {!isReadOnly && !isNew && (
        <Button icon={<IconPlus size={15} stroke={2} aria-hidden />} onClick={() => setAdding(true)}>
          {isCheck ? checkWords.some : t('Connect another account')}
        </Button>
      )}
      {isNew && connector !== undefined && (
        <NewAccount
          connector={connector}
          only={way}
          scopes={connect.scopes}
          isFirst={accounts.length === 0 && !isCheck}
          onDone={(id) => {
            choose(id);
            setAdding(false);
          }}
        />
      )}
    </div>
  );
}

/** What stands in the way of the account that is chosen. */
function ChosenAccount({ account, connect: { connector, scopes } }: { account: ConnectionRow; connect: Connect }) {
  const { workspaceId, role } = useSession();
  if (!account.mayUse) {
    return (
      <Band tone="warning">
        {t('“{name}” is not shared with you. You cannot publish or try it for real until somebody shares it.', {
          name: account.name,
        })}
      </Band>
    );
  }
  if (account.state === 'broken') return <BrokenAccount key={account.id} account={account} connector={connector} />;
  const missing = missingScopes(scopes, account.scopes ?? scopes, connector?.auth);
  if (missing.length === 0) return null;
  return (
    <MorePermission
      key={account.id}
      workspaceId={workspaceId}
      connection={account}
      ways={connector?.auth ?? []}
      scopes={missing}
      who="step"
      mayAllow={role !== 'viewer'}
    />
  );
}

/** An account that was refused: why, and connecting it again right here. Its name and its flows stay as they are. */
function BrokenAccount({ account, connector }: { account: ConnectionRow; connector: ConnectorRow | undefined }) {
  const { role } = useSession();
  return (
    <>
      <Band tone="danger">{account.problem ?? t('This account does not work any more. Connect it again first.')}</Band>
      {connector !== undefined && role !== 'viewer' && (
        <NewAccount connector={connector} only={account.way} scopes={account.scopes ?? []} isFirst again={account} />
      )}
    </>
  );
}

function Accounts({ connect, onChoose }: { connect: Connect; onChoose(connection: string | undefined): void }) {
  const { role } = useSession();
  const { step, way, accounts, connector } = connect;
  const words = connector?.id === CHECKS ? CHECK_WORDS[way === undefined ? 'send' : 'open'] : undefined;
  return (
    <fieldset className="accounts" disabled={role === 'viewer'}>
      <legend>{words?.legend ?? t('Which account of {name}', { name: connector?.name ?? t('this API') })}</legend>
      {words !== undefined && (
        <label className="account">
          <input
            type="radio"
            name="account"
            checked={step.connection === undefined}
            onChange={() => onChoose(undefined)}
          />
          <span className="grow">
            {words.anybody}
            <span className="small muted">{t('It is long and cannot be guessed.')}</span>
          </span>
        </label>
      )}
      {accounts.map((account) => (
        <label key={account.id} className="account">
          <input
            type="radio"
            name="account"
            checked={step.connection === account.id}
            onChange={() => onChoose(account.id)}
          />
          <AccountPicture connection={account} connector={connector} size={28} />
          <span className="grow">
            {account.name}
            <span className="small muted">{wayLabel(account, connector)}</span>
          </span>
          {account.state === 'broken' && <StateBadge connection={account} connector={connector} />}
        </label>
      ))}
    </fieldset>
  );
}

/** The connector whose accounts say who may send. */
const CHECKS = 'request-checks';

/** How the choice is called for who sends requests, and for who opens a form, which only a password can protect. */
const CHECK_WORDS = {
  send: {
    legend: t('Who may send'),
    anybody: t('Anybody who has the address'),
    some: t('Only those who pass a check'),
  },
  open: {
    legend: t('Who may open the form'),
    anybody: t('Anybody who has the link'),
    some: t('Only those who have a password'),
  },
} as const;

type NewAccountProps = {
  connector: ConnectorRow;
  only: string | undefined;
  scopes: readonly string[];
  /** The first of its connector needs no name to be told apart by. */
  isFirst: boolean;
  /** The account that is connected again, under the name it has. */
  again?: ConnectionRow;
  onDone?(id: string): void;
};

function NewAccount({ connector, only, scopes, isFirst, again, onDone }: NewAccountProps) {
  const { workspaceId, role } = useSession();
  const ways = offeredWays(connector).filter((way) => only === undefined || way.key === only);
  const name = isFirst ? connector.name : '';
  const done = ({ id }: { id: string }) => onDone?.(id);
  const form = useConnectAccount({ workspaceId, connector: connector.id, ways, name, again, onDone: done });
  const { draft } = form;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit();
  };
  return (
    <form onSubmit={submit} noValidate className="new-account">
      {again === undefined && (
        <TextField
          label={t('Name of the account')}
          hint={t('How your team tells it apart, such as “Test account”.')}
          required={!draft.way.isElsewhere}
          maxLength={80}
          error={form.missing.name}
          value={draft.name}
          onText={(name) => form.change({ name })}
        />
      )}
      <AccountForm
        form={form}
        ways={ways}
        workspaceId={workspaceId}
        connector={connector}
        again={again}
        isAdmin={role === 'owner' || role === 'admin'}
        scopes={useScopesInFlow(connector, scopes)}
      />
      {!draft.way.isElsewhere && (
        <Button look="primary" type="submit" busy={form.isBusy}>
          {again === undefined ? t('Connect') : t('Connect again')}
        </Button>
      )}
    </form>
  );
}

/** What an account is asked for: what this step needs, and the others of the flow that could use it. */
function useScopesInFlow({ id }: ConnectorRow, own: readonly string[]): readonly string[] {
  const catalog = useCatalog();
  const steps = useEditor(({ flow }) => flow.steps);
  const all = Object.values(steps).flatMap(({ uses }) => {
    const operation = catalog.find(uses);
    return (operation?.accountOf ?? uses.connector) === id ? [...(operation?.scopes ?? [])] : [];
  });
  return [...new Set([...own, ...all])];
}
