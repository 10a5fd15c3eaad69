import type { FlowDocument } from '@patchbay/flow';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC, useTRPCClient } from '../../api/trpc.ts';
import type { FlowRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { toast } from '../../ui/toastStore.ts';
import { fileNameOf, readJsonFile, saveAsFile } from './flowFile.ts';

function say(title: string) {
  return (error: unknown) => toast({ tone: 'danger', text: `${title} ${sentenceOf(error)}` });
}

/** What can be done to a flow from the list. Each ends in the list being asked anew, and says so when it went wrong. */
export function useFlowActions() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const changed = () => queries.invalidateQueries({ queryKey: trpc.flow.list.pathKey() });
  const rename = useMutation(
    trpc.flow.rename.mutationOptions({ onSuccess: changed, onError: say('The name was not changed.') }),
  );
  const remove = useMutation(
    trpc.flow.delete.mutationOptions({ onSuccess: changed, onError: say('The flow was not deleted.') }),
  );
  const duplicate = useMutation(
    trpc.flow.duplicate.mutationOptions({ onSuccess: changed, onError: say('The flow was not copied.') }),
  );
  const setActive = useMutation(
    trpc.flow.setActive.mutationOptions({ onSettled: changed, onError: say('The switch did not move.') }),
  );
  return { rename, remove, duplicate, setActive };
}

/** Saves the draft of a flow as a file on the person's disk. */
export function useExportFlow() {
  const client = useTRPCClient();
  return async (flow: Pick<FlowRow, 'id' | 'name'>) => {
    try {
      saveAsFile(fileNameOf(flow.name), await client.flow.export.query({ flowId: flow.id }));
    } catch (error) {
      say('The flow was not exported.')(error);
    }
  };
}

/** Ways to a new flow: an empty one, one from a document, one from a file. Each opens the builder when done. */
export function useNewFlow() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const workspaceId = useWorkspace().id;
  const open = async ({ id }: { id: string }) => {
    await queries.invalidateQueries({ queryKey: trpc.flow.list.pathKey() });
    await navigate({ to: '/flows/$flowId', params: { flowId: id } });
  };
  const made = useMutation(trpc.flow.create.mutationOptions({ onSuccess: open, onError: say('No flow was made.') }));
  const imported = useMutation(
    trpc.flow.import.mutationOptions({ onSuccess: open, onError: say('The file was not brought in.') }),
  );
  const fromFile = async (file: File) => {
    const read = await readJsonFile(file);
    if (read.ok) imported.mutate({ workspaceId, file: read.value });
    else toast({ tone: 'danger', text: read.problem });
  };
  return {
    busy: made.isPending || imported.isPending,
    empty: () => made.mutate({ workspaceId }),
    from: (flow: { name: string; document: FlowDocument }) => made.mutate({ workspaceId, ...flow }),
    fromFile,
  };
}
