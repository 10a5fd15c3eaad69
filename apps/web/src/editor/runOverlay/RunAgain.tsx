import type { RunView } from '@patchbay/execution';
import { IconRefresh } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers, Questions } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { SelectField } from '../../ui/TextField.tsx';

type From = Questions['run']['replay']['from'];
type RunAgainProps = {
  runId: string;
  version: number | null;
  view: RunView;
  step: { id: string; name: string } | undefined;
};

/** Runs a finished run again, as a run of its own: from where, then what that carries out, then the new run. */
export function RunAgain({ runId, version, view, step }: RunAgainProps) {
  const [from, setFrom] = useState<From>();
  const failed = view.steps.filter(({ path, status, outlet }) => !path.includes('[') && status === 'failed' && !outlet);
  const isTheFailed = failed.length === 1 && failed[0]?.path === step?.id;
  return (
    <>
      <Menu
        trigger={
          <Button icon={<IconRefresh size={16} stroke={1.75} aria-hidden />} aria-label={t('Run again')}>
            <span className="wide">{t('Run again')}</span>
          </Button>
        }
      >
        {view.status !== 'succeeded' && (
          <MenuItem onSelect={() => setFrom({ kind: 'failed' })}>
            {view.status === 'failed' ? t('From the failed step') : t('From where it stopped')}
          </MenuItem>
        )}
        {step !== undefined && step.id !== view.trigger && !isTheFailed && (
          <MenuItem onSelect={() => setFrom({ kind: 'step', step: step.id })}>
            {t('From “{name}”', { name: step.name })}
          </MenuItem>
        )}
        <MenuItem onSelect={() => setFrom({ kind: 'start' })}>{t('From the start')}</MenuItem>
      </Menu>
      <Dialog title={t('Run again')} opened={from !== undefined} onClose={() => setFrom(undefined)} width={480}>
        {from !== undefined && <Ask runId={runId} from={from} version={version} onClose={() => setFrom(undefined)} />}
      </Dialog>
    </>
  );
}

type AskProps = { runId: string; from: From; version: number | null; onClose(): void };

function Ask({ runId, from, version, onClose }: AskProps) {
  const trpc = useTRPC();
  const navigate = useNavigate();
  const [newest, setNewest] = useState(false);
  const wish = { runId, from, newest };
  const prepared = useQuery(
    trpc.run.prepareReplay.queryOptions(wish, { staleTime: 0, placeholderData: keepPreviousData }),
  );
  const replay = useMutation(
    trpc.run.replay.mutationOptions({
      onSuccess: (started) => navigate({ to: '/runs/$runId', params: { runId: started.runId } }),
    }),
  );
  const { data } = prepared;
  const problem = replay.error ?? prepared.error;
  return (
    <>
      <div className="replay-ask" aria-busy={prepared.isFetching}>
        {data !== undefined && data.newest !== null && data.newest !== version && (
          <SelectField
            label={t('Version')}
            value={newest ? 'newest' : 'same'}
            options={[
              {
                value: 'same',
                label: version === null ? t('As it was tried') : t('Version {version}, which it ran on', { version }),
              },
              { value: 'newest', label: t('Version {newest}, the newest', { newest: data.newest }) },
            ]}
            onText={(value) => setNewest(value === 'newest')}
          />
        )}
        {data !== undefined && <WhatHappens prepared={data} />}
        {problem !== null && <Band tone="danger">{sentenceOf(problem)}</Band>}
      </div>
      <div className="dialog-foot">
        <Button look="quiet" onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button
          look="primary"
          disabled={data === undefined || prepared.isPlaceholderData || data.refusals.length > 0}
          busy={replay.isPending}
          onClick={() => replay.mutate(wish)}
        >
          {t('Run again')}
        </Button>
      </div>
    </>
  );
}

function WhatHappens({ prepared }: { prepared: Answers['run']['prepareReplay'] }) {
  const { carried, sends, restarted, refusals } = prepared;
  if (refusals.length > 0) return <Band tone="danger">{refusals.join(' ')}</Band>;
  return (
    <>
      <p>
        {carried.length === 0
          ? t('A new run begins with what started this one. Every step is carried out.')
          : t('A new run goes on with what this one gave. Not carried out again: {carried}.', {
              carried: carried.join(', '),
            })}
      </p>
      {restarted.length > 0 && (
        <p>{t('All items again, from the first: {restarted}.', { restarted: restarted.join(', ') })}</p>
      )}
      {sends.length > 0 ? (
        <Band tone="warning">
          <b>{t('This sends:')}</b> {sends.join(', ')}
        </Band>
      ) : (
        <p className="muted">{t('Nothing is sent or changed in other systems.')}</p>
      )}
    </>
  );
}
