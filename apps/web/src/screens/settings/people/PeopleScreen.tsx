import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTRPC } from '../../../api/trpc.ts';
import { Loaded } from '../../../app/Loaded.tsx';
import { mayManage, roleNames, roleWords } from '../../../app/roleWords.ts';
import { useWorkspace } from '../../../app/session.ts';
import { t } from '../../../texts/t.ts';
import { Band } from '../../../ui/Band.tsx';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FilterChip } from '../../../ui/FilterChip.tsx';
import { SearchInput } from '../../../ui/SearchInput.tsx';
import { SettingsPage } from '../SettingsPage.tsx';
import { InvitationTable } from './InvitationTable.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { MemberTable } from './MemberTable.tsx';
import { narrowPeople, type PeopleFilters } from './peopleFilters.ts';

/** Who belongs to the workspace and who is invited: their roles, and the ways in and out. */
export function PeopleScreen() {
  const filters = useSearch({ from: '/signedIn/framed/settings/people' });
  const navigate = useNavigate({ from: '/settings/people' });
  const trpc = useTRPC();
  const { id: workspaceId, role } = useWorkspace();
  const mayInvite = mayManage(role, 'viewer');
  const members = useQuery(trpc.workspace.members.queryOptions({ workspaceId }));
  const change = (part: PeopleFilters) => navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const invite = (
    <Button
      look="primary"
      icon={<IconUserPlus size={16} stroke={1.75} aria-hidden />}
      onClick={() => change({ invite: 'yes' })}
    >
      {t('Invite somebody')}
    </Button>
  );
  return (
    <SettingsPage title={t('People')} actions={mayInvite && invite} wide>
      {!mayInvite && (
        <Band tone="info">
          {t('You are here as {name}. An owner or admin invites people and changes roles.', {
            name: roleWords[role].name.toLowerCase(),
          })}
        </Band>
      )}
      <div className="chips people-chips">
        <SearchInput
          label={t('Search people')}
          slash
          value={filters.q ?? ''}
          onSearch={(q) => change({ q: q || undefined })}
        />
        <FilterChip
          name={t('Role')}
          any={t('Any role')}
          options={roleNames.map((value) => ({ value, label: roleWords[value].name }))}
          value={filters.role}
          onChange={(chosen) => change({ role: chosen })}
        />
      </div>
      <Loaded query={members} failed={t('The people could not be loaded.')}>
        {(all) => {
          const shown = narrowPeople(all, filters);
          return shown.length > 0 ? (
            <MemberTable members={shown} />
          ) : (
            <NobodyFits onShowAll={() => change({ q: undefined, role: undefined })} />
          );
        }}
      </Loaded>
      {mayInvite && <InvitationTable filters={filters} />}
      <InviteDialog opened={mayInvite && filters.invite === 'yes'} onClose={() => change({ invite: undefined })} />
    </SettingsPage>
  );
}

function NobodyFits({ onShowAll }: { onShowAll(): void }) {
  return (
    <div className="card">
      <EmptyState title={t('Nobody fits')} actions={<Button onClick={onShowAll}>{t('Show everybody')}</Button>} />
    </div>
  );
}
