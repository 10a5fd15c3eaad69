import type { StepRun } from '@patchbay/execution';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { approvalId } from '../../api/approvalId.ts';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { useMayEdit } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Deadline } from '../../ui/RelativeTime.tsx';
import { toast } from '../../ui/toastStore.ts';
import { CopyButton } from '../inspector/trigger/CopyButton.tsx';
import { waitWords } from './waitWords.ts';

type Waiting = NonNullable<StepRun['waiting']>;

type Props = { runId: string; path: string; waiting: Waiting; onChanged(): void };

/** What a step waits for, until when, and what a person can do about it. */
export function WaitNote({ runId, path, waiting, onChanged }: Props) {
  const mayEdit = useMayEdit();
  return (
    <>
      <Band
        tone="info"
        action={
          waiting.for === 'approval' && (
            <Link
              to="/approvals/$approvalId"
              params={{ approvalId: approvalId({ runId, path }) }}
              className={buttonClass({ small: true, look: 'primary' })}
            >
              {t('Open the question')}
            </Link>
          )
        }
      >
        {waitWords(waiting.for)} {waiting.for === 'time' ? t('It goes on ') : t('At the latest ')}
        <Deadline at={waiting.until} />.
      </Band>
      {waiting.for === 'time' && mayEdit && <GoOn runId={runId} path={path} onChanged={onChanged} />}
      {waiting.for === 'callback' && mayEdit && <CallbackAddress runId={runId} path={path} />}
    </>
  );
}

/** Ends a wait for a time before it is over. */
function GoOn({ runId, path, onChanged }: Omit<Props, 'waiting'>) {
  const trpc = useTRPC();
  const skip = useMutation(
    trpc.run.skip.mutationOptions({
      onSuccess: onChanged,
      onError: (error) => toast({ text: sentenceOf(error), tone: 'danger' }),
    }),
  );
  return (
    <div>
      <Button small busy={skip.isPending} onClick={() => skip.mutate({ runId, path })}>
        {t('Go on now')}
      </Button>
    </div>
  );
}

/** Only on demand: whoever has the address may end the wait. */
function CallbackAddress({ runId, path }: { runId: string; path: string }) {
  const trpc = useTRPC();
  const [isShown, setShown] = useState(false);
  const query = useQuery(trpc.run.callbackUrl.queryOptions({ runId, path }, { enabled: isShown }));
  if (!isShown) {
    return (
      <Button small onClick={() => setShown(true)}>
        {t('Show its address')}
      </Button>
    );
  }
  return (
    <div className="row">
      <input
        className="input mono"
        readOnly
        aria-label={t('The address that is waited for')}
        value={query.data?.url ?? (query.isError ? sentenceOf(query.error) : t('One moment.'))}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton text={query.data?.url} />
    </div>
  );
}
