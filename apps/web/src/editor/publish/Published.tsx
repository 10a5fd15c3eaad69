import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { toast } from '../../ui/toastStore.ts';
import { useEditor, useSession } from '../useEditor.ts';

/** What to know once a flow is on: where its requests go. */
export function Published({ hooks }: { hooks: readonly { stepId: string; url: string }[] }) {
  const steps = useEditor((state) => state.flow.steps);
  const live = hooks.filter(({ stepId }) => steps[stepId] !== undefined);
  return (
    <>
      {live.length === 0 && <p className="publish-note">{t('It can be started by hand from the list of flows.')}</p>}
      <div className="publish-hooks">
        {live.map(({ stepId, url }) => (
          <HookAddress
            key={stepId}
            name={steps[stepId]?.name ?? ''}
            isForm={steps[stepId]?.uses.operation === 'form'}
            url={url}
          />
        ))}
      </div>
      <SwitchOff />
    </>
  );
}

function SwitchOff() {
  const { flowId } = useSession();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { mutate, isPending } = useMutation(
    trpc.flow.setActive.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.flow.pathFilter()),
      onError: (error) => toast({ text: sentenceOf(error), tone: 'danger' }),
    }),
  );
  return (
    <div className="publish-foot">
      <span className="small muted grow">{t('Change a step to publish the next version.')}</span>
      <Button small busy={isPending} onClick={() => mutate({ flowId, active: false })}>
        {t('Switch off')}
      </Button>
    </div>
  );
}

function HookAddress({ name, url, isForm }: { name: string; url: string; isForm: boolean }) {
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(url).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div>
      <div className="small muted">
        {name}: {isForm ? t('give people this link') : t('send requests to')}
      </div>
      <div className="row">
        <input
          className="hook-url mono"
          readOnly
          value={url}
          aria-label={t('Address of {name}', { name })}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          small
          icon={
            isCopied ? <IconCheck size={14} stroke={2} aria-hidden /> : <IconCopy size={14} stroke={1.75} aria-hidden />
          }
          onClick={copy}
        >
          {isCopied ? t('Copied') : t('Copy')}
        </Button>
      </div>
    </div>
  );
}
