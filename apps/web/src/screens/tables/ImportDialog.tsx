import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import type { TableDetail } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t, tn } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { FormDialog } from '../../ui/Dialog.tsx';
import { FilePick } from '../../ui/FilePick.tsx';
import { toast } from '../../ui/toastStore.ts';
import { Tick } from './ColumnFields.tsx';
import { CsvProblems } from './CsvProblems.tsx';
import { readCsvFile } from './readCsvFile.ts';
import { useRefreshTables } from './useTables.ts';

/** Adds the rows of a CSV file to a table, by the names of its columns. */
export function ImportDialog({ table, onClose }: { table: TableDetail; onClose: () => void }) {
  const trpc = useTRPC();
  const refresh = useRefreshTables();
  const { id: workspaceId } = useWorkspace();
  const [file, setFile] = useState<{ name: string; text: string }>();
  const [problem, setProblem] = useState<string>();
  const [skipUnfit, setSkipUnfit] = useState(false);
  const take = useMutation(
    trpc.table.importCsv.mutationOptions({
      onSuccess: async ({ added, problems }) => {
        await refresh();
        const left =
          problems.length === 0 ? '' : t(' {count} did not fit and were left out.', { count: problems.length });
        toast({ text: tn(added, '1 row was added.{left}', '{count} rows were added.{left}', { left }) });
        onClose();
      },
    }),
  );
  const choose = async (chosen: File) => {
    take.reset();
    const read = await readCsvFile(chosen);
    setProblem(read.ok ? undefined : read.problem);
    setFile(read.ok ? { name: chosen.name, text: read.text } : undefined);
  };
  const submit = () => {
    if (file === undefined) setProblem(t('Choose a file first.'));
    else take.mutate({ workspaceId, tableId: table.id, text: file.text, skipUnfit });
  };
  return (
    <FormDialog
      title={t('Add rows from a CSV file')}
      opened
      onClose={onClose}
      onSubmit={submit}
      submit={t('Add the rows')}
      busy={take.isPending}
      width={480}
    >
      <p className="sentence muted">
        {t('The first row of the file names the columns: {map}.', {
          map: table.columns.map(({ name }) => name).join(', '),
        })}
      </p>
      <div className="row import-file">
        <FilePick
          label={file ? t('Choose another file') : t('Choose a file')}
          accept=".csv,.tsv,.txt,text/csv"
          onFile={choose}
        />
        {file && <span>{file.name}</span>}
      </div>
      <Tick checked={skipUnfit} onTick={setSkipUnfit}>
        {t('Leave out rows that do not fit')}
      </Tick>
      {problem && <Band tone="danger">{problem}</Band>}
      {take.error && <CsvProblems error={take.error} />}
    </FormDialog>
  );
}
