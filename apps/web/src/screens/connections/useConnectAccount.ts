import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { appFailureOf, sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { type AccountDraft, authOf, emptyAccount, missingIn } from './accountDraft.ts';
import type { OfferedWay } from './signInWays.ts';

type Wish = {
  workspaceId: string;
  /** The connector's id. */
  connector: string | undefined;
  ways: readonly OfferedWay[];
  /** The account that is connected again; absent for a new one. */
  again?: { id: string; name: string } | undefined;
  /** What a new one is called until somebody types another name. */
  name?: string;
  onDone(account: { id: string; name: string }): void;
};

/** An account as it is typed, tried and connected. */
export function useConnectAccount({ workspaceId, connector, ways, again, name = '', onDone }: Wish) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<AccountDraft>(() => ({ ...emptyAccount(ways), name: again?.name ?? name }));
  const [wasAsked, setAsked] = useState(false);
  const done = async (account: { id: string; name: string }) => {
    await queries.invalidateQueries({ queryKey: trpc.connection.pathKey() });
    onDone(account);
  };
  const create = useMutation(trpc.connection.create.mutationOptions({ onSuccess: done }));
  const reconnect = useMutation(trpc.connection.reconnect.mutationOptions({ onSuccess: done }));
  const missing = missingIn(draft);
  const isReady = Object.keys(missing).length === 0;
  const { error, isPending: isBusy } = again === undefined ? create : reconnect;
  const submit = (anyway = false) => {
    setAsked(true);
    if (connector === undefined || !isReady || isBusy) return;
    const auth = authOf(draft);
    if (again === undefined) create.mutate({ workspaceId, connector, name: draft.name.trim(), auth, anyway });
    else reconnect.mutate({ workspaceId, connectionId: again.id, auth, anyway });
  };
  return {
    draft,
    change: (part: Partial<AccountDraft>) => setDraft({ ...draft, ...part }),
    submit,
    ask: () => {
      setAsked(true);
      return isReady;
    },
    done,
    missing: wasAsked ? missing : {},
    isBusy,
    problem: error ? sentenceOf(error) : undefined,
    /** Its test call failed, and it may be kept all the same. */
    mayKeepAnyway: appFailureOf(error)?.code === 'connection_does_not_work',
  };
}

export type ConnectingAccount = ReturnType<typeof useConnectAccount>;
