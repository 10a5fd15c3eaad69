import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { appFailureOf, sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { t } from '../../texts/t.ts';
import { useSession } from '../useEditor.ts';

/** Thrown when the draft could not be saved first; its message is for the person. */
class NotSaved extends Error {
  override name = 'NotSaved';
}

/** Publishing what is on the screen: saves first, then freezes exactly that revision and switches the flow on. */
export function usePublish() {
  const { flowId, saver } = useSession();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      if (!(await saver.flush()))
        throw new NotSaved(t('The draft is not saved yet, so there is nothing sure to publish.'));
      return client.flow.publish.mutate({ flowId, revision: saver.getDraft().revision, activate: true });
    },
    onSuccess: () => queries.invalidateQueries(trpc.flow.pathFilter()),
    onError: (failure) => {
      if (appFailureOf(failure)?.code === 'flow_changed_elsewhere') void saver.catchUp();
    },
  });
  return {
    publish: () => mutate(),
    isPublishing: isPending,
    refusal: error === null ? undefined : wordsFor(error),
  };
}

function wordsFor(error: Error): string {
  if (error instanceof NotSaved) return error.message;
  if (appFailureOf(error)?.code === 'flow_changed_elsewhere') {
    return t('Somebody changed this flow a moment ago. Look at what is new, then publish again.');
  }
  return sentenceOf(error);
}
