import type { FlowDocument } from '@patchbay/flow';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { t } from '../../texts/t.ts';
import { useSession } from '../useEditor.ts';

type NewFlow = { name: string; document: FlowDocument };

/** Makes a flow of a document and publishes it where it can be; `words` say which. */
export function useNewFlow() {
  const { workspaceId } = useSession();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  async function create({ name, document }: NewFlow): Promise<{ id: string; words: string } | undefined> {
    setBusy(true);
    setRefusal(undefined);
    try {
      const { id } = await client.flow.create.mutate({ workspaceId, name, document });
      const words = await publish(id, name);
      await queries.invalidateQueries(trpc.flow.pathFilter());
      return { id, words };
    } catch (error) {
      setRefusal(sentenceOf(error));
      return undefined;
    } finally {
      setBusy(false);
    }
  }
  return { create, isBusy, refusal };
}

/** One that cannot be published yet is made all the same: its own checklist says why. */
async function publish(flowId: string, name: string): Promise<string> {
  try {
    const { draft } = await client.flow.get.query({ flowId });
    await client.flow.publish.mutate({ flowId, revision: draft.revision, activate: true });
    return t('The steps stand in “{name}” now, which is published. Undo brings them back; that flow stays.', { name });
  } catch (error) {
    const reason = sentenceOf(error);
    return t('The steps stand in “{name}” now. Publish that flow before this one: {reason}', { name, reason });
  }
}
