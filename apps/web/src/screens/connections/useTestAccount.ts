import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { t } from '../../texts/t.ts';
import { toast } from '../../ui/toastStore.ts';

/** Makes an account's test call and says what it has shown. */
export function useTestAccount() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.connection.test.mutationOptions({
      onSuccess: async ({ name, state, problem, label }) => {
        await queries.invalidateQueries({ queryKey: trpc.connection.pathKey() });
        if (state === 'works')
          toast({ text: t('“{name}” works.{value}', { name, value: label ? t(' It is {label}.', { label }) : '' }) });
        else toast({ text: problem ?? t('“{name}” cannot be tried: its connector has no call for that.', { name }) });
      },
      onError: (error) => toast({ text: sentenceOf(error) }),
    }),
  );
}
