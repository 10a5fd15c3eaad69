import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../errors.ts';
import { contentDisposition } from '../../files/contentDisposition.ts';
import { type FileStore, MOST_FILE_BYTES } from '../../files/fileStore.ts';
import { openFile } from '../../files/openFile.ts';
import { uploadFile } from '../../files/uploadFile.ts';
import { type Actor, grant } from '../../policies/can.ts';
import type { App } from '../context.ts';

export type FileRouteOptions = {
  files: FileStore;
  within: App['within'];
  /** Whoever sends this request; null where nobody is signed in. */
  actorOf(request: FastifyRequest): Promise<Actor | null>;
};

/** So much of a body that is too large is still received, for who is answered while sending finds a broken connection. */
const MOST_DRAINED_BYTES = 4 * MOST_FILE_BYTES;

/** `POST /api/files` with the bytes as the body, and `GET /api/files/<id>`. Files are bytes, which tRPC does not carry. */
export async function fileRoutes(app: FastifyInstance, { files, within, actorOf }: FileRouteOptions): Promise<void> {
  app.removeAllContentTypeParsers();
  // The body stays a stream: its limit is the file store's.
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));

  const signedIn = async (request: FastifyRequest): Promise<Actor> => {
    const actor = await actorOf(request);
    if (actor === null) throw new AppError('not_signed_in');
    return actor;
  };

  app.get<{ Params: { id: string } }>('/:id', async (request, reply) => {
    const actor = await signedIn(request);
    const workspaceId = await workspaceOf(request.params.id, { actor, files });
    const access = grant(actor, 'file.read', workspaceId);
    const { file, bytes } = await within(access.workspaceId, () => openFile(request.params.id, access, { files }));
    return reply
      .headers({
        'content-type': file.contentType,
        'content-length': file.size,
        'content-disposition': contentDisposition(file.name),
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      })
      .send(bytes);
  });

  app.route<{ Querystring: { workspaceId?: string; name?: string; keptFor?: string } }>({
    method: 'POST',
    url: '/',
    async handler(request) {
      const { raw, headers, query } = request;
      try {
        const actor = await signedIn(request);
        const access = grant(actor, 'file.create', query.workspaceId ?? null);
        if (Number(headers['content-length'] ?? 0) > MOST_FILE_BYTES) throw new AppError('file_too_large');
        // Of its own, so that a refusal does not end the connection before its answer.
        const bytes = Readable.from(raw.iterator({ destroyOnReturn: false }), { objectMode: false });
        const contentType = headers['content-type'] ?? '';
        const origin = query.keptFor === 'run' ? 'run' : 'flow';
        const file = { name: query.name ?? 'file', contentType, origin, bytes } as const;
        return await within(access.workspaceId, () => uploadFile(file, access, { files }));
      } catch (error) {
        await drain(raw);
        throw error;
      }
    },
  });
}

/** The one of the actor's workspaces that has the file. */
async function workspaceOf(id: string, { actor, files }: { actor: Actor; files: FileStore }): Promise<string | null> {
  for (const { workspaceId } of actor.memberships) {
    if ((await files.find(workspaceId, id)) !== null) return workspaceId;
  }
  return null;
}

/** Receives the rest of a body and throws it away, up to a limit. */
async function drain(body: Readable): Promise<void> {
  let size = 0;
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > MOST_DRAINED_BYTES) return;
    }
  } catch {
    // The sender went away, so nobody needs the answer.
  }
}
