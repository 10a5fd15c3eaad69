import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccountPicture } from '../../connections/accountPicture.ts';
import type { ConnectionStore } from '../../connections/connectionStore.ts';
import { AppError } from '../../errors.ts';
import { type Actor, grant } from '../../policies/can.ts';
import type { App } from '../context.ts';

type PictureRouteOptions = {
  connections: Pick<ConnectionStore, 'picture'>;
  within: App['within'];
  /** Whoever sends this request; null where nobody is signed in. */
  actorOf(request: FastifyRequest): Promise<Actor | null>;
};

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `GET /api/pictures/<id of the account>`: the picture of an account, for whoever sees that account. */
export async function pictureRoutes(
  app: FastifyInstance,
  { connections, within, actorOf }: PictureRouteOptions,
): Promise<void> {
  const find = async (actor: Actor, id: string): Promise<AccountPicture | null> => {
    if (!ID.test(id)) return null;
    for (const { workspaceId: own } of actor.memberships) {
      const { workspaceId } = grant(actor, 'connection.read', own);
      const picture = await within(workspaceId, () => connections.picture(workspaceId, id));
      if (picture !== null) return picture;
    }
    return null;
  };

  app.get<{ Params: { id: string } }>('/:id', async (request, reply) => {
    const actor = await actorOf(request);
    if (actor === null) throw new AppError('not_signed_in');
    const picture = await find(actor, request.params.id);
    if (picture === null) throw new AppError('not_found');
    return reply
      .headers({
        'content-type': picture.contentType,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        // Another picture has another address.
        'cache-control': 'private, max-age=86400',
      })
      .send(Buffer.from(picture.bytes));
  });
}
