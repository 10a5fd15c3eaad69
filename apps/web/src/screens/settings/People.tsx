import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { useSession, useWorkspace } from '../../app/session.ts';
import { SkeletonRows } from '../../ui/Skeleton.tsx';

const roles: Record<string, string> = {
  owner: 'Owner: everything',
  admin: 'Admin: everything but ownership',
  builder: 'Builder: builds and switches on',
  viewer: 'Viewer: looks, changes nothing',
};

/** Who belongs to the workspace, and what they may do. */
export function People() {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const { user } = useSession();
  const members = useQuery(trpc.workspace.members.queryOptions({ workspaceId }));
  return (
    <section className="card settings-card" aria-labelledby="people">
      <h2 id="people">People</h2>
      <Loaded query={members} failed="The people could not be loaded." loading={<SkeletonRows rows={2} />}>
        {(people) => (
          <ul className="people">
            {people.map((member) => (
              <Person key={member.userId} member={member} you={member.userId === user.id} />
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

function Person({ member, you }: { member: Answers['workspace']['members'][number]; you: boolean }) {
  return (
    <li>
      <span className="ava" aria-hidden="true">
        {[...member.name][0]?.toUpperCase() ?? '?'}
      </span>
      <span className="grow">
        <b>{member.name}</b>
        {you && <span className="dim"> (you)</span>}
        <br />
        <span className="small dim">{member.email}</span>
      </span>
      <span className="small muted">{roles[member.role] ?? member.role}</span>
    </li>
  );
}
