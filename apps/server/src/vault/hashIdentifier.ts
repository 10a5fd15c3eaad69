import { createHash } from 'node:crypto';

/** How what a link for another password carries is kept: its row in the database must not be enough to use it. */
export async function hashIdentifier(identifier: string): Promise<string> {
  return createHash('sha256').update(identifier).digest('base64url');
}
