import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../errors.ts';
import { ADDRESS_HEADER, type Auth } from './auth.ts';
import { authDoors, type Door } from './authDoors.ts';
import type { TakeTry } from '../../policies/tries.ts';
import { SignInLimits } from './SignInLimits.ts';

export type AuthRouteOptions = {
  auth: Auth;
  origin: string;
  takeTry: TakeTry;
  /** Whether somebody may make an account. Throws AppError where not. */
  admit(wish: { email: string; ticket: string | undefined }): Promise<void>;
  /** Mails somebody the way to an account; says nothing of what became of it. */
  askForAccount(wish: { email: string }): Promise<void>;
};

/** How long an account is closed after too many wrong codes, as better-auth has it. */
const LOCKED_SECONDS = 900;

/** Hands what is asked under /api/auth/* to better-auth, which speaks the web's Request and Response. */
export async function authRoutes(app: FastifyInstance, options: AuthRouteOptions): Promise<void> {
  const limits = new SignInLimits(options.takeTry);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 64 * 1024 }, (_request, body, done) =>
    done(null, body),
  );
  for (const [path, door] of Object.entries(authDoors)) {
    app.post(path, async (request, reply) => {
      const body = readBody(request, door);
      const email = typeof body.email === 'string' ? body.email : undefined;
      const knock = { address: request.ip, email, session: request.headers.cookie };
      const seconds = await limits.take(door.kind, knock);
      if (seconds > 0) return tooMany(reply, seconds);
      if (path === '/sign-up/email') await options.admit({ email: email ?? '', ticket: ticketOf(body) });
      if (path === '/ask-for-account') {
        await options.askForAccount({ email: email ?? '' });
        return { status: true };
      }
      return answer(reply, await options.auth.handler(toWebRequest(request, { body, origin: options.origin })));
    });
  }
}

/** What was asked, in the fields of this door only. Throws AppError. */
function readBody({ body }: FastifyRequest, door: Door): Record<string, unknown> {
  const parsed = door.body.safeParse(parseJson(typeof body === 'string' ? body : ''));
  if (!parsed.success) throw new AppError('input_not_understood');
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text || '{}');
  } catch {
    return undefined;
  }
}

function ticketOf(body: Record<string, unknown>): string | undefined {
  return typeof body.ticket === 'string' ? body.ticket : undefined;
}

async function answer(reply: FastifyReply, response: Response) {
  if (response.status === 429) {
    return tooMany(reply, Number(response.headers.get('x-retry-after')) || LOCKED_SECONDS);
  }
  reply.code(response.status);
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') reply.header(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  // What it answers is about one person, and partly secret.
  reply.header('cache-control', 'no-store');
  return reply.send(response.body === null ? null : Buffer.from(await response.arrayBuffer()));
}

function tooMany(reply: FastifyReply, seconds: number) {
  const { code, message } = new AppError('too_many_requests');
  return reply.code(429).header('retry-after', String(seconds)).send({ code, message });
}

type Asked = { body: Record<string, unknown>; origin: string };

function toWebRequest(request: FastifyRequest, { body, origin }: Asked): Request {
  const headers = toWebHeaders(request);
  headers.set(ADDRESS_HEADER, request.ip);
  headers.set('content-type', 'application/json');
  headers.delete('content-length');
  return new Request(new URL(request.url, origin), { method: 'POST', headers, body: JSON.stringify(body) });
}

/** A request's headers as better-auth reads them. */
export function toWebHeaders(request: Pick<FastifyRequest, 'headers'>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}
