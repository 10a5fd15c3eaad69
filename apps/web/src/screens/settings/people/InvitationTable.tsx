import { IconDots, IconLink, IconMailForward, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../../api/client.ts';
import { sentenceOf } from '../../../api/failure.ts';
import { useTRPC } from '../../../api/trpc.ts';
import type { Answers } from '../../../api/types.ts';
import { mayManage, roleWords } from '../../../app/roleWords.ts';
import { useWorkspace } from '../../../app/session.ts';
import { t } from '../../../texts/t.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuItem } from '../../../ui/Menu.tsx';
import { Deadline, RelativeTime } from '../../../ui/RelativeTime.tsx';
import { Badge } from '../../../ui/StatusBadge.tsx';
import { Table } from '../../../ui/Table.tsx';
import { toast } from '../../../ui/toastStore.ts';
import { type Handed, LinkDialog } from './InviteDialog.tsx';
import { narrowPeople, type PeopleFilters } from './peopleFilters.ts';

type Invitation = Answers['invitation']['list'][number];

/** Who was invited and has not come yet. Nothing where there is nobody. */
export function InvitationTable({ filters }: { filters: PeopleFilters }) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const { data = [] } = useQuery(trpc.invitation.list.queryOptions({ workspaceId }));
  const shown = narrowPeople(data, filters);
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="invited" className="invited">
      <h2 id="invited">{t('Invited')}</h2>
      <Table
        label={t('Invitations')}
        heads={[
          t('Address'),
          t('Role'),
          { text: t('Invited'), className: 'wide-only' },
          t('Good until'),
          { text: t('Actions'), hidden: true },
        ]}
      >
        {shown.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} />
        ))}
      </Table>
    </section>
  );
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { role } = useWorkspace();
  const { email, invitedBy, mailedAt, createdAt, expiresAt } = invitation;
  const [isOver] = useState(() => Date.parse(expiresAt) < Date.now());
  return (
    <tr>
      <td className="fill">
        <span className="t1 invited-address">{email}</span>
        <span className="t2">{mailedAt === null ? t('Link to pass on by hand') : t('Link was mailed')}</span>
      </td>
      <td>{roleWords[invitation.role].name}</td>
      <td className="wide-only">
        <RelativeTime at={createdAt} />
        <span className="t2">{invitedBy ? t('by {invitedBy}', { invitedBy }) : ''}</span>
      </td>
      <td>{isOver ? <Badge tone="warning">{t('Too old')}</Badge> : <Deadline at={expiresAt} />}</td>
      <td className="push end">{mayManage(role, invitation.role) && <InvitationMenu invitation={invitation} />}</td>
    </tr>
  );
}

function InvitationMenu({ invitation: { id: invitationId, email } }: { invitation: Invitation }) {
  const { renew, revoke, copy, handed, close } = useInvitation(invitationId, email);
  return (
    <>
      <Menu
        trigger={
          <IconButton
            label={t('Change the invitation of {email}', { email })}
            icon={<IconDots size={16} stroke={1.75} aria-hidden />}
          />
        }
      >
        <MenuItem icon={<IconLink size={16} stroke={1.75} aria-hidden />} onSelect={() => void copy()}>
          {t('Copy the link')}
        </MenuItem>
        <MenuItem icon={<IconMailForward size={16} stroke={1.75} aria-hidden />} onSelect={renew}>
          {t('Give it seven more days')}
        </MenuItem>
        <MenuItem danger icon={<IconTrash size={16} stroke={1.75} aria-hidden />} onSelect={revoke}>
          {t('Take it back')}
        </MenuItem>
      </Menu>
      {handed && <LinkDialog email={email} handed={handed} onClose={close} />}
    </>
  );
}

/** What can be done about an invitation. `handed`: its link, once it was given more time. */
function useInvitation(invitationId: string, email: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const [handed, setHanded] = useState<Handed>();
  const reload = () => queries.invalidateQueries({ queryKey: trpc.invitation.list.queryKey() });
  const onError = (error: unknown) => toast({ tone: 'danger', text: sentenceOf(error) });
  const onRenewed = async (made: Handed) => {
    setHanded(made);
    await reload();
  };
  const onRevoked = async () => {
    toast({ text: t('The invitation of {email} was taken back.', { email }) });
    await reload();
  };
  const renew = useMutation(trpc.invitation.renew.mutationOptions({ onSuccess: onRenewed, onError }));
  const revoke = useMutation(trpc.invitation.revoke.mutationOptions({ onSuccess: onRevoked, onError }));
  const copy = async () => {
    try {
      const { link } = await client.invitation.link.query({ workspaceId, invitationId });
      await navigator.clipboard.writeText(link);
      toast({ text: t('The link was copied.') });
    } catch (error) {
      onError(error);
    }
  };
  const place = { workspaceId, invitationId };
  return {
    renew: () => renew.mutate(place),
    revoke: () => revoke.mutate(place),
    copy,
    handed,
    close: () => setHanded(undefined),
  };
}
