import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { t, tn } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { FormDialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/TextField.tsx';
import { type RunFilters, spanHours } from './runFilters.ts';

const WHERE = [
  { value: 'failed', label: t('From what failed in each') },
  { value: 'start', label: t('From the start') },
] as const;
const VERSIONS = [
  { value: 'same', label: t('The version each of them ran on') },
  { value: 'newest', label: t('The newest version') },
] as const;

/** Runs all that the filters leave again: there where they are narrowed to runs that failed or were stopped. */
export function RunAgainAll({ filters, flowId }: { filters: RunFilters; flowId?: string | undefined }) {
  const { q, status, mode, since } = filters;
  const mayEdit = useMayEdit();
  const withinHours = since && spanHours[since];
  if (!mayEdit || (status !== 'failed' && status !== 'cancelled') || mode === 'mock') return null;
  return <Fitting filter={{ status, search: q, flowId, withinHours }} />;
}

type Filter = { status: 'failed' | 'cancelled'; search?: string; flowId?: string; withinHours?: number };

function Fitting({ filter }: { filter: { [key in keyof Filter]: Filter[key] | undefined } & Pick<Filter, 'status'> }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const [isAsked, setAsked] = useState(false);
  const [from, setFrom] = useState<'failed' | 'start'>('failed');
  const [newest, setNewest] = useState(false);
  const { data: count = 0 } = useQuery(trpc.replay.count.queryOptions({ workspaceId, ...filter }, { staleTime: 0 }));
  const create = useMutation(
    trpc.replay.create.mutationOptions({
      onSuccess: () => {
        setAsked(false);
        void queries.invalidateQueries({ queryKey: trpc.replay.pathKey() });
      },
    }),
  );
  if (count === 0) return null;
  const words = tn(count, '{count} run', '{count} runs');
  return (
    <>
      <Button small icon={<IconRefresh size={15} stroke={1.75} aria-hidden />} onClick={() => setAsked(true)}>
        {t('Run again all {count}', { count })}
      </Button>
      <FormDialog
        title={t('Run {words} again', { words })}
        opened={isAsked}
        onClose={() => setAsked(false)}
        onSubmit={() => create.mutate({ workspaceId, filter, from, newest })}
        submit={t('Run {words} again', { words })}
        busy={create.isPending}
        width={480}
      >
        <div className="replay-all">
          <SelectField
            label={t('From where')}
            value={from}
            options={WHERE}
            onText={(value) => setFrom(value === 'start' ? 'start' : 'failed')}
          />
          <SelectField
            label={t('Version')}
            value={newest ? 'newest' : 'same'}
            options={VERSIONS}
            onText={(value) => setNewest(value === 'newest')}
          />
          <p>
            {whatIsSent(from)} {t('The oldest go first, at most 20 a second.')}
          </p>
          {create.isError && <Band tone="danger">{sentenceOf(create.error)}</Band>}
        </div>
      </FormDialog>
    </>
  );
}

function whatIsSent(from: 'failed' | 'start'): string {
  return from === 'start'
    ? t('Every step of each run is carried out again: what it sent is sent again.')
    : t('What a run did before it failed is not done again. What failed and what comes after it is sent.');
}
