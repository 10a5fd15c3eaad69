import type { Diagnostic } from '@patchbay/flow';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { useSaving, useSession } from '../useEditor.ts';

/** What is wrong with the accounts of the saved draft, which only the server knows: one is gone, or lacks a permission. */
export function useAccountProblems(): readonly Diagnostic[] {
  const { flowId, saver } = useSession();
  // Asked again with every draft that has been saved.
  useSaving();
  const { revision } = saver.getDraft();
  const { data, refetch } = useQuery(useTRPC().flow.check.queryOptions({ flowId }));
  useEffect(() => {
    if (revision >= 0) void refetch();
  }, [revision, refetch]);
  return (data ?? []).filter(({ code }) => code.startsWith('account_'));
}
