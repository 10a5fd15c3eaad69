import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTRPC } from '../../../api/trpc.ts';
import { Loaded } from '../../../app/Loaded.tsx';
import { mayManage, roleNames, roleWords } from '../../../app/roleWords.ts';
import { useWorkspace } from '../../../app/session.ts';
import { Band } from '../../../ui/Band.tsx';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FilterChip } from '../../../ui/FilterChip.tsx';
import { SearchInput } from '../../../ui/SearchInput.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
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
      Invite somebody
    </Button>
  );
  return (
    <SettingsPage title="People" actions={mayInvite && invite} wide>
      {!mayInvite && (
        <Band tone="info">
          You are here as {roleWords[role].name.toLowerCase()}. An owner or admin invites people and changes roles.
        </Band>
      )}
      <div className="chips people-chips">
        <SearchInput
          label="Search people"
          slash
          value={filters.q ?? ''}
          onSearch={(q) => change({ q: q || undefined })}
        />
        <FilterChip
          name="Role"
          any="Any role"
          options={roleNames.map((value) => ({ value, label: roleWords[value].name }))}
          value={filters.role}
          onChange={(chosen) => change({ role: chosen })}
        />
      </div>
      <Loaded query={members} failed="The people could not be loaded." loading={<SkeletonRows rows={3} />}>
        {(all) => {
          const shown = narrowPeople(all, filters);
          return shown.length > 0 ? (
            <MemberTable members={shown} />
          ) : (
            <div className="card">
              <EmptyState
                title="Nobody fits"
                actions={<Button onClick={() => change({ q: undefined, role: undefined })}>Show everybody</Button>}
              />
            </div>
          );
        }}
      </Loaded>
      {mayInvite && <InvitationTable filters={filters} />}
      <InviteDialog opened={mayInvite && filters.invite === 'yes'} onClose={() => change({ invite: undefined })} />
    </SettingsPage>
  );
}
