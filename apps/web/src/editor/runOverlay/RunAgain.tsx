import type { RunView } from '@patchbay/execution';
import { IconRefresh } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers, Questions } from '../../api/types.ts';
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
          <Button icon={<IconRefresh size={16} stroke={1.75} aria-hidden />} aria-label="Run again">
            <span className="wide">Run again</span>
          </Button>
        }
      >
        {view.status !== 'succeeded' && (
          <MenuItem onSelect={() => setFrom({ kind: 'failed' })}>
            {view.status === 'failed' ? 'From the failed step' : 'From where it stopped'}
          </MenuItem>
        )}
        {step !== undefined && step.id !== view.trigger && !isTheFailed && (
          <MenuItem onSelect={() => setFrom({ kind: 'step', step: step.id })}>From “{step.name}”</MenuItem>
        )}
        <MenuItem onSelect={() => setFrom({ kind: 'start' })}>From the start</MenuItem>
      </Menu>
      <Dialog title="Run again" opened={from !== undefined} onClose={() => setFrom(undefined)} width={480}>
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
            label="Version"
            value={newest ? 'newest' : 'same'}
            options={[
              { value: 'same', label: version === null ? 'As it was tried' : `Version ${version}, which it ran on` },
              { value: 'newest', label: `Version ${data.newest}, the newest` },
            ]}
            onText={(value) => setNewest(value === 'newest')}
          />
        )}
        {data !== undefined && <WhatHappens prepared={data} />}
        {problem !== null && <Band tone="danger">{sentenceOf(problem)}</Band>}
      </div>
      <div className="dialog-foot">
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button
          look="primary"
          disabled={data === undefined || prepared.isPlaceholderData || data.refusals.length > 0}
          busy={replay.isPending}
          onClick={() => replay.mutate(wish)}
        >
          Run again
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
          ? 'A new run begins with what started this one. Every step is carried out.'
          : `A new run goes on with what this one gave. Not carried out again: ${carried.join(', ')}.`}
      </p>
      {restarted.length > 0 && <p>All items again, from the first: {restarted.join(', ')}.</p>}
      {sends.length > 0 ? (
        <Band tone="warning">
          <b>This sends:</b> {sends.join(', ')}
        </Band>
      ) : (
        <p className="muted">Nothing is sent or changed in other systems.</p>
      )}
    </>
  );
}
