import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { toast } from '../../ui/toastStore.ts';

export type TemplateRow = Answers['template']['list']['items'][number];
export type TemplateTile = TemplateRow['chain'][number];

const KEEP_MS = 5 * 60_000;

/** The templates that fit a search, the best first, and what templates are for; without a search all of them. */
export function useTemplates(search = '') {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const query = search.trim();
  return useQuery(
    trpc.template.list.queryOptions(
      { workspaceId, ...(query !== '' && { query }) },
      { staleTime: KEEP_MS, placeholderData: keepPreviousData },
    ),
  );
}

/** The ids of the connectors that have an account. */
export function useConnected(): ReadonlySet<string> {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const connections = useQuery(trpc.connection.list.queryOptions({ workspaceId }));
  return new Set(connections.data?.map(({ connector }) => connector));
}

/** Makes a flow of a template and opens it at the first thing to do. */
export function useStartFromTemplate() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { id: workspaceId } = useWorkspace();
  const onError = (error: unknown) =>
    toast({ tone: 'danger', text: t('No flow was made. {sentence}', { sentence: sentenceOf(error) }) });
  const made = useMutation(trpc.template.start.mutationOptions({ onError }));
  return {
    /** The template that a flow is being made of. */
    busy: made.isPending ? made.variables.templateId : undefined,
    start(templateId: string) {
      const onSuccess = async ({ id, step }: { id: string; step?: string | undefined }) => {
        await queries.invalidateQueries({ queryKey: trpc.flow.list.pathKey() });
        await navigate({ to: '/flows/$flowId', params: { flowId: id }, search: { step } });
      };
      made.mutate({ workspaceId, templateId }, { onSuccess });
    },
  };
}
