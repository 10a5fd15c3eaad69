import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../../api/failure.ts';
import { useTRPC } from '../../../api/trpc.ts';
import type { Answers } from '../../../api/types.ts';
import { mayManage, type RoleName, roleNames, roleWords } from '../../../app/roleWords.ts';
import { useWorkspace } from '../../../app/session.ts';
import { t } from '../../../texts/t.ts';
import { Band } from '../../../ui/Band.tsx';
import { Button } from '../../../ui/Button.tsx';
import { CopyField } from '../../../ui/CopyField.tsx';
import { Dialog, FormDialog } from '../../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../../ui/TextField.tsx';

export type Handed = Answers['invitation']['create'];

/** Inviting somebody: their address and role, then the link, to be copied, and mailed where Patchbay can. */
export function InviteDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [handed, setHanded] = useState<{ email: string; handed: Handed }>();
  const close = () => {
    setHanded(undefined);
    onClose();
  };
  if (!opened) return null;
  if (handed) return <LinkDialog {...handed} onClose={close} />;
  return <InviteForm onInvited={(email, made) => setHanded({ email, handed: made })} onClose={close} />;
}

function InviteForm({
  onInvited,
  onClose,
}: {
  onInvited: (email: string, handed: Handed) => void;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId, role: mine } = useWorkspace();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<RoleName>('builder');
  const [asked, setAsked] = useState(false);
  const isAddress = /^\S+@\S+\.\S+$/.test(email.trim());
  const invite = useMutation(
    trpc.invitation.create.mutationOptions({
      onSuccess: async (handed) => {
        onInvited(email.trim(), handed);
        await queries.invalidateQueries({ queryKey: trpc.invitation.list.queryKey() });
      },
    }),
  );
  const submit = () => {
    setAsked(true);
    if (isAddress) invite.mutate({ workspaceId, email: email.trim(), role });
  };
  return (
    <FormDialog
      title={t('Invite somebody')}
      opened
      onClose={onClose}
      onSubmit={submit}
      submit={t('Invite')}
      busy={invite.isPending}
      width={460}
    >
      {invite.error && <Band tone="danger">{sentenceOf(invite.error)}</Band>}
      <TextField
        label={t('E-mail')}
        kind="email"
        autoComplete="off"
        data-autofocus
        required
        error={asked && !isAddress ? t('This is not an e-mail address yet.') : undefined}
        value={email}
        onText={setEmail}
      />
      <SelectField
        label={t('Role')}
        value={role}
        onText={(chosen) => setRole(roleNames.find((name) => name === chosen) ?? 'viewer')}
        options={roleNames
          .filter((name) => mayManage(mine, name))
          .map((value) => ({ value, label: `${roleWords[value].name}: ${roleWords[value].short.toLowerCase()}` }))}
      />
    </FormDialog>
  );
}

/** The link of an invitation, and whether it was mailed. */
export function LinkDialog({ email, handed, onClose }: { email: string; handed: Handed; onClose: () => void }) {
  return (
    <Dialog title={t('{email} is invited', { email })} opened onClose={onClose} width={500}>
      {handed.mail === 'sent' && <Band tone="success">{t('The link was mailed to {email}.', { email })}</Band>}
      {handed.mail === 'failed' && (
        <Band tone="warning">{t('The mail could not be sent. Copy the link and pass it on yourself.')}</Band>
      )}
      <CopyField
        label={t('Link')}
        text={handed.link}
        hint={t('{value}It works once, for {email}, for seven days.', {
          value: handed.mail === 'none' ? t('Pass it on yourself: this Patchbay sends no mails. ') : '',
          email,
        })}
      />
      <div className="dialog-foot">
        <Button look="primary" onClick={onClose}>
          {t('Done')}
        </Button>
      </div>
    </Dialog>
  );
}
