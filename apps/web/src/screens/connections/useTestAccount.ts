import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { toast } from '../../ui/toastStore.ts';

/** Makes an account's test call and says what it has shown. */
export function useTestAccount() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.connection.test.mutationOptions({
      onSuccess: async ({ name, state, problem, label }) => {
        await queries.invalidateQueries({ queryKey: trpc.connection.pathKey() });
        if (state === 'works') toast({ text: `“${name}” works.${label ? ` It is ${label}.` : ''}` });
        else toast({ text: problem ?? `“${name}” cannot be tried: its connector has no call for that.` });
      },
      onError: (error) => toast({ text: sentenceOf(error) }),
    }),
  );
}
