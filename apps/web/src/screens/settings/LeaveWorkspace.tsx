import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { toast } from '../../ui/toastStore.ts';

/** Going out of the workspace; what one made stays. */
export function LeaveWorkspace() {
  const { id: workspaceId, name } = useWorkspace();
  const trpc = useTRPC();
  const [asks, setAsks] = useState(false);
  const leave = useMutation(
    trpc.workspace.leave.mutationOptions({
      onSuccess: () => location.assign('/flows'),
      onError: (error) => {
        setAsks(false);
        toast({ tone: 'danger', text: t('You are still in. {sentence}', { sentence: sentenceOf(error) }) });
      },
    }),
  );
  return (
    <section className="card settings-card" aria-labelledby="leave">
      <h2 id="leave">{t('Leave')}</h2>
      <div className="settings-row">
        <p className="grow muted">{t('What you made stays here. To come back, you need an invitation.')}</p>
        <Button look="danger" onClick={() => setAsks(true)}>
          {t('Leave {name}', { name })}
        </Button>
      </div>
      <Confirm
        title={t('Leave {name}?', { name })}
        opened={asks}
        onClose={() => setAsks(false)}
        onConfirm={() => leave.mutate({ workspaceId })}
        confirm={t('Leave')}
        busy={leave.isPending}
      >
        {t('You see its flows, runs and accounts no more. They go on without you.')}
      </Confirm>
    </section>
  );
}
