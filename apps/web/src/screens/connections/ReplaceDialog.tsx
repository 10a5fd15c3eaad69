import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers, ConnectionRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t, tn } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Dialog, FormDialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField } from '../../ui/TextField.tsx';

type Props = { connection: ConnectionRow; others: readonly ConnectionRow[]; onClose: () => void };
type ReplacedFlow = Answers['connection']['replaceIn']['flows'][number];

/** Puts another account of the same connector into all flows, then says which are to be published. */
export function ReplaceDialog({ connection, others, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const [by, setBy] = useState(others[0]?.id);
  const replace = useMutation(
    trpc.connection.replaceIn.mutationOptions({
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries({ queryKey: trpc.connection.uses.queryKey() }),
          queries.invalidateQueries({ queryKey: trpc.flow.pathKey() }),
        ]),
    }),
  );
  const title = t('Replace “{name}” in all flows', { name: connection.name });
  if (by === undefined) return <NoOther title={title} connection={connection} onClose={onClose} />;
  if (replace.data !== undefined) {
    return (
      <Dialog title={title} opened onClose={onClose}>
        <Outcome flows={replace.data.flows} />
        <div className="dialog-foot">
          <Button look="primary" onClick={onClose}>
            {t('Done')}
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={title}
      opened
      onClose={onClose}
      onSubmit={() => replace.mutate({ workspaceId, connectionId: connection.id, by })}
      submit={t('Replace')}
      busy={replace.isPending}
    >
      <SelectField
        label={t('Account to use from now on')}
        hint={t('It is put into the drafts. What is live stays as it is until you publish it.')}
        value={by}
        options={others.map(({ id, name, label }) => ({ value: id, label: label ? `${name} (${label})` : name }))}
        onText={setBy}
      />
      {others.find(({ id }) => id === by)?.state === 'broken' && (
        <Band tone="warning">{t('This account does not work any more. Connect it again first.')}</Band>
      )}
      {replace.error && <Band tone="danger">{sentenceOf(replace.error)}</Band>}
    </FormDialog>
  );
}

function NoOther({ title, connection, onClose }: { title: string } & Pick<Props, 'connection' | 'onClose'>) {
  return (
    <Dialog title={title} opened onClose={onClose}>
      <EmptyState
        title={t('There is no other account yet')}
        actions={
          <Link to="/connections" search={{ add: connection.connector }} className={buttonClass({ look: 'primary' })}>
            {t('Connect another account')}
          </Link>
        }
      >
        {t('Connect the account that takes its place, then come back here.')}
      </EmptyState>
    </Dialog>
  );
}

/** What became of the flows: each with what a person still has to do. */
function Outcome({ flows }: { flows: readonly ReplacedFlow[] }) {
  if (flows.length === 0) return <p>{t('No flow uses it, so nothing was changed.')}</p>;
  return (
    <>
      <p>{outcomeSentence(flows)}</p>
      <ul className="stopping">
        {flows.map((flow) => (
          <li key={flow.id}>
            <Link to="/flows/$flowId" params={{ flowId: flow.id }}>
              {flow.name}
            </Link>
            {flow.toPublish ? t(': publish it again') : t(': done, it is a draft')}
            {flow.left.length > 0 &&
              t('. Not changed: {left}; choose the account there by hand', { left: flow.left.join(', ') })}
          </li>
        ))}
      </ul>
    </>
  );
}

function outcomeSentence(flows: readonly ReplacedFlow[]): string {
  const due = flows.filter(({ toPublish }) => toPublish).length;
  if (due === 0) return t('It was replaced. Nothing has to be published.');
  return tn(due, '1 flow has to be published again:', '{count} flows have to be published again:');
}
