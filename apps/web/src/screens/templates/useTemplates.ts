import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC, useTRPCClient } from '../../api/trpc.ts';
import type { Answers, Questions } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t, tn } from '../../texts/t.ts';
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

type Choices = NonNullable<Questions['template']['start']['tables']>;

/** Makes a flow of a template, with the tables it needs, and opens it at the first thing to do. */
export function useStartFromTemplate() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { id: workspaceId } = useWorkspace();
  const undo = useUndoStart();
  const onError = (error: unknown) =>
    toast({ tone: 'danger', text: t('No flow was made. {sentence}', { sentence: sentenceOf(error) }) });
  const made = useMutation(trpc.template.start.mutationOptions({ onError }));
  return {
    /** The template that a flow is being made of. */
    busy: made.isPending ? made.variables.templateId : undefined,
    start(templateId: string, choices: Choices = []) {
      const onSuccess = async (flow: Started) => {
        await queries.invalidateQueries({ queryKey: trpc.flow.list.pathKey() });
        void queries.invalidateQueries({ queryKey: trpc.template.get.pathKey() });
        void queries.invalidateQueries({ queryKey: trpc.table.pathKey() });
        await navigate({ to: '/flows/$flowId', params: { flowId: flow.id }, search: { step: flow.step } });
        if (flow.tables.length > 0) tellOfTables(flow, () => undo(flow, templateId));
      };
      made.mutate({ workspaceId, templateId, ...(choices.length > 0 && { tables: choices }) }, { onSuccess });
    },
    /** Shows what has to be chosen first. */
    ask: (templateId: string) =>
      navigate({ to: '/templates/$templateId', params: { templateId }, search: { use: true } }),
  };
}

type Started = Answers['template']['start'];

function tellOfTables({ tables }: Started, onSelect: () => void): void {
  const names = tables.map(({ name }) => `“${name}”`).join(', ');
  const text = tn(
    tables.length,
    'The flow and its table {names} were made.',
    'The flow and its tables {names} were made.',
    {
      names,
    },
  );
  toast({ text, action: { label: t('Undo'), onSelect } });
}

/** Takes a flow back with the tables that were made for it. */
function useUndoStart() {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { id: workspaceId } = useWorkspace();
  return async ({ id, tables }: Started, templateId: string) => {
    try {
      await navigate({ to: '/templates/$templateId', params: { templateId } });
      await client.flow.delete.mutate({ flowId: id });
      for (const table of tables) await client.table.delete.mutate({ workspaceId, tableId: table.id });
      toast({ text: t('The flow and its table are gone again.') });
    } catch (error) {
      toast({ tone: 'danger', text: t('It was not taken back. {sentence}', { sentence: sentenceOf(error) }) });
    }
    for (const queryKey of [trpc.flow.list.pathKey(), trpc.table.pathKey(), trpc.template.get.pathKey()])
      void queries.invalidateQueries({ queryKey });
  };
}
