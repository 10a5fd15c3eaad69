import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

/**
 * Makes somebody who has signed up a member of a workspace. Nobody can be invited yet, so it is written into the database
 * under `home`.
 */
export async function addMember(
  home: string,
  member: { email: string; workspaceId: string; role: 'admin' | 'builder' | 'viewer' },
): Promise<void> {
  const [, , , port] = readFileSync(join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n');
  const password = readFileSync(join(home, 'database-password'), 'utf8').trim();
  const client = new Client({
    host: '127.0.0.1',
    port: Number(port),
    user: 'patchbay',
    database: 'patchbay',
    password,
  });
  await client.connect();
  try {
    const { email, workspaceId, role } = member;
    // Their own workspace would be the one on their screen.
    const theirs = `(select id from "user" where email = $1)`;
    await client.query(`delete from member where user_id = ${theirs}`, [email]);
    await client.query(`insert into member (workspace_id, user_id, role) select $2::uuid, ${theirs}, $3`, [
      email,
      workspaceId,
      role,
    ]);
  } finally {
    await client.end();
  }
}
