import { inDatabase } from './database.ts';

/** Makes somebody who has signed up a member of a workspace. Nobody can be invited yet, so it is written into the database. */
export async function addMember(
  home: string,
  { email, workspaceId, role }: { email: string; workspaceId: string; role: 'admin' | 'builder' | 'viewer' },
): Promise<void> {
  await inDatabase(home, async (client) => {
    // Their own workspace would be the one on their screen.
    const theirs = `(select id from "user" where email = $1)`;
    await client.query(`delete from member where user_id = ${theirs}`, [email]);
    await client.query(`insert into member (workspace_id, user_id, role) select $2::uuid, ${theirs}, $3`, [
      email,
      workspaceId,
      role,
    ]);
  });
}
