import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC, useTRPCClient } from '../../api/trpc.ts';
import type { FlowRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { toast } from '../../ui/toastStore.ts';
import { fileNameOf, readJsonFile, saveAsFile } from './flowFile.ts';

function say(title: string) {
  return (error: unknown) => toast({ tone: 'danger', text: `${title} ${sentenceOf(error)}` });
}

function useListChanged() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: trpc.flow.list.pathKey() });
}

export function useRenameFlow() {
  const onSuccess = useListChanged();
  return useMutation(
    useTRPC().flow.rename.mutationOptions({ onSuccess, onError: say(t('The name was not changed.')) }),
  );
}

export function useDeleteFlow() {
  const onSuccess = useListChanged();
  return useMutation(
    useTRPC().flow.delete.mutationOptions({ onSuccess, onError: say(t('The flow was not deleted.')) }),
  );
}

export function useDuplicateFlow() {
  const onSuccess = useListChanged();
  return useMutation(
    useTRPC().flow.duplicate.mutationOptions({ onSuccess, onError: say(t('The flow was not copied.')) }),
  );
}

/** Switches a flow on or off. It counts as under way until the list shows the new state, so the switch never jumps back. */
export function useSwitchFlow() {
  const onSettled = useListChanged();
  return useMutation(
    useTRPC().flow.setActive.mutationOptions({ onSettled, onError: say(t('The switch did not move.')) }),
  );
}

/** Saves the draft of a flow as a file on the person's disk. */
export function useExportFlow() {
  const client = useTRPCClient();
  return async (flow: Pick<FlowRow, 'id' | 'name'>) => {
    try {
      saveAsFile(fileNameOf(flow.name), await client.flow.export.query({ flowId: flow.id }));
    } catch (error) {
      say(t('The flow was not exported.'))(error);
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
  const made = useMutation(trpc.flow.create.mutationOptions({ onSuccess: open, onError: say(t('No flow was made.')) }));
  const imported = useMutation(
    trpc.flow.import.mutationOptions({ onSuccess: open, onError: say(t('The file was not brought in.')) }),
  );
  const fromFile = async (file: File) => {
    const read = await readJsonFile(file);
    if (read.ok) imported.mutate({ workspaceId, file: read.value });
    else toast({ tone: 'danger', text: read.problem });
  };
  // Brought only when asked for: with it comes the whole language of flows.
  const example = async () => {
    const { exampleFlow } = await import('./exampleFlow.ts');
    made.mutate({ workspaceId, ...exampleFlow });
  };
  return {
    busy: made.isPending || imported.isPending,
    empty: () => made.mutate({ workspaceId }),
    example,
    fromFile,
  };
}
