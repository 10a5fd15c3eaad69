import { IconDots, IconKey, IconUserMinus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Answers } from '../../../api/types.ts';
import { mayManage, roleNames, roleWords } from '../../../app/roleWords.ts';
import { useSession, useWorkspace } from '../../../app/session.ts';
import { t } from '../../../texts/t.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuChoice, MenuDivider, MenuItem, MenuLabel } from '../../../ui/Menu.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { Badge } from '../../../ui/StatusBadge.tsx';
import { Table } from '../../../ui/Table.tsx';
import { useWaysIn } from '../../signIn/useWaysIn.ts';
import { RemoveMember, ResetLink } from './memberDialogs.tsx';
import { useChangeRole } from './useChangeRole.ts';

export type Member = Answers['workspace']['members'][number];

/** Everybody in the workspace, owners first, with what can be done about each. */
export function MemberTable({ members }: { members: readonly Member[] }) {
  const { user } = useSession();
  return (
    <Table
      label={t('People')}
      heads={[
        t('Person'),
        t('Role'),
        { text: t('Sign-in'), className: 'wide-only' },
        { text: t('Joined'), className: 'wide-only' },
        { text: t('Actions'), hidden: true },
      ]}
    >
      {members.map((member) => (
        <MemberRow key={member.userId} member={member} isYou={member.userId === user.id} />
      ))}
    </Table>
  );
}

function MemberRow({ member, isYou }: { member: Member; isYou: boolean }) {
  const { role } = useWorkspace();
  return (
    <tr>
      <td className="fill">
        <span className="person">
          <Avatar id={member.userId} name={member.name} />
          <span className="grow">
            <span className="t1 cut">
              {member.name}
              {isYou && <span className="dim"> {t('(you)')}</span>}
            </span>
            <span className="t2 cut">{member.email}</span>
          </span>
        </span>
      </td>
      <td>
        {roleWords[member.role].name}
        <span className="t2">{roleWords[member.role].short}</span>
      </td>
      <td className="wide-only">
        {member.hasTwoFactor ? (
          <Badge tone="success">{t('Two-factor')}</Badge>
        ) : (
          <span className="muted">{t('Password')}</span>
        )}
      </td>
      <td className="wide-only">
        <RelativeTime at={member.joinedAt} />
      </td>
      <td className="push end">{!isYou && mayManage(role, member.role) && <MemberMenu member={member} />}</td>
    </tr>
  );
}

function MemberMenu({ member }: { member: Member }) {
  const { role } = useWorkspace();
  const ways = useWaysIn();
  const [asks, setAsks] = useState<'remove' | 'reset'>();
  const change = useChangeRole();
  return (
    <>
      <Menu
        trigger={
          <IconButton
            label={t('Change {name}', { name: member.name })}
            icon={<IconDots size={16} stroke={1.75} aria-hidden />}
          />
        }
      >
        <MenuLabel>{t('Role')}</MenuLabel>
        {roleNames
          .filter((name) => mayManage(role, name))
          .map((name) => (
            <MenuChoice
              key={name}
              chosen={member.role === name}
              onSelect={() => member.role !== name && change(member, name)}
            >
              {roleWords[name].name}
            </MenuChoice>
          ))}
        <MenuDivider />
        {ways && !ways.resetByMail && (
          <MenuItem icon={<IconKey size={16} stroke={1.75} aria-hidden />} onSelect={() => setAsks('reset')}>
            {t('Link for another password')}
          </MenuItem>
        )}
        <MenuItem
          danger
          icon={<IconUserMinus size={16} stroke={1.75} aria-hidden />}
          onSelect={() => setAsks('remove')}
        >
          {t('Remove from the workspace')}
        </MenuItem>
      </Menu>
      <RemoveMember member={member} opened={asks === 'remove'} onClose={() => setAsks(undefined)} />
      {asks === 'reset' && <ResetLink member={member} onClose={() => setAsks(undefined)} />}
    </>
  );
}
