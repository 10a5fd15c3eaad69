import { createHash } from 'node:crypto';
import type { AccountPicture } from '../connections/accountPicture.ts';
import type { Database } from './database.ts';

type Place = { workspaceId: string; connectionId: string };

/** A row of a picture, but whose it is. */
export function pictureData({ contentType, bytes }: AccountPicture) {
  const mark = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
  return { contentType, bytes: Buffer.from(bytes), mark };
}

/** Puts a picture in the place of the account's own; null: it has none any more. */
export async function keepPicture(
  prisma: Database['prisma'],
  { workspaceId, connectionId }: Place,
  picture: AccountPicture | null,
): Promise<void> {
  if (picture === null) {
    await prisma.connectionPicture.deleteMany({ where: { connectionId, workspaceId } });
    return;
  }
  const data = pictureData(picture);
  const create = { connectionId, workspaceId, ...data };
  await prisma.connectionPicture.upsert({ where: { connectionId, workspaceId }, create, update: data });
}

/** The picture of an account of this workspace. */
export async function findPicture(
  prisma: Database['prisma'],
  { workspaceId, connectionId }: Place,
): Promise<AccountPicture | null> {
  const select = { contentType: true, bytes: true };
  return prisma.connectionPicture.findFirst({ where: { connectionId, workspaceId }, select });
}
