import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { TableColumn } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { toast } from '../../ui/toastStore.ts';

/** The tables of the workspace, by name. */
export function useTableList() {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  return useQuery(trpc.table.list.queryOptions({ workspaceId }));
}

/** Asks anew for everything about tables: whoever changes one changes its line in the list, too. */
export function useRefreshTables() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: trpc.table.pathKey() });
}

/** Hands a table to the browser as a CSV file to keep. */
export function useExportTable() {
  const { id: workspaceId } = useWorkspace();
  return useMutation({
    mutationFn: (tableId: string) => client.table.export.query({ workspaceId, tableId }),
    onSuccess: ({ name, text }) => saveCsv(name, text),
    onError: (error) => toast({ tone: 'danger', text: sentenceOf(error) }),
  });
}

function saveCsv(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name.replace(/[\\/:*?"<>|]+/g, '-')}.csv`;
  link.click();
  // The browser has begun to save by then; keeping the address any longer keeps the text in memory.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

/** A column as a person is describing it. */
export type ColumnDraft = {
  name: string;
  type: TableColumn['type'];
  required: boolean;
  unique: boolean;
  /** One on each line. */
  choices: string;
};

export const emptyColumn: ColumnDraft = { name: '', type: 'text', required: false, unique: false, choices: '' };

/** A column that is there, to be changed. */
export function draftOf({ name, type, required, unique, choices = [] }: TableColumn): ColumnDraft {
  return { name, type, required, unique, choices: choices.join('\n') };
}

/** A description as the server takes it. */
export function columnOf({ name, type, required, unique, choices }: ColumnDraft) {
  const canBeUnique = type !== 'json' && type !== 'yesNo';
  return {
    name: name.trim(),
    type,
    required,
    unique: unique && canBeUnique,
    ...(type === 'choice' && { choices: choices.split('\n').filter((choice) => choice.trim() !== '') }),
  };
}
