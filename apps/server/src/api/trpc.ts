import { initTRPC, TRPCError } from '@trpc/server';
import { ZodError, z } from 'zod';
import { AppError } from '../errors.ts';
import { type Access, grant, type Permission } from '../policies/can.ts';
import { readPlace } from '../runs/stepPlace.ts';
import type { RequestContext } from './context.ts';
import { withNote } from './withNote.ts';

/**
 * What every procedure declares: the permission it asks for, and which input field says whose record it is about.
 * `signedIn`: it is about the person who asks, whatever they may do elsewhere.
 */
export type Declared = {
  permission: Permission | 'public' | 'signedIn';
  subject: 'none' | 'workspaceId' | 'flowId' | 'runId' | 'approvalId';
};

const t = initTRPC
  .context<RequestContext>()
  .meta<Declared>()
  .create({
    isDev: false,
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 45_000 } },
    errorFormatter({ shape, error }) {
      const { code, message, details } = asAppError(error);
      return { ...shape, message, data: { ...shape.data, app: { code, message, details } } };
    },
  });

/** What the person is told. Texts of unforeseen errors are not shown: they may hold anything. */
function asAppError(error: TRPCError): AppError {
  if (error.cause instanceof AppError) return error.cause;
  if (error.cause instanceof ZodError) {
    const details = error.cause.issues.map(({ path, message }) => ({ path, message }));
    return new AppError('input_not_understood', { details });
  }
  if (error.code === 'INTERNAL_SERVER_ERROR') return new AppError('unexpected');
  return new AppError('input_not_understood');
}

/** The only place an AppError becomes a transport error. */
const translateErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof AppError) {
    const { transportCode, message } = result.error.cause;
    throw new TRPCError({ code: transportCode, message, cause: result.error.cause });
  }
  return result;
});

const requireActor = t.middleware(({ ctx, next }) => {
  if (ctx.actor === null) throw new AppError('not_signed_in');
  return next({ ctx: { ...ctx, actor: ctx.actor } });
});

const base = t.procedure.use(translateErrors);
const signedIn = base.use(requireActor);

export const { router, createCallerFactory } = t;

/** For anybody, signed in or not. */
export const openProcedure = base.meta({ permission: 'public', subject: 'none' });

/** For anybody who is signed in, about themselves. */
export const personalProcedure = signedIn.meta({ permission: 'signedIn', subject: 'none' });

const id = z.string().min(1).max(64);

/** Asks for a permission in the workspace named by the input `workspaceId`. */
export function inWorkspace<P extends Permission>(permission: P) {
  return signedIn
    .meta({ permission, subject: 'workspaceId' })
    .input(z.object({ workspaceId: id }))
    .use(function checkAccess({ ctx, input, path, getRawInput, next }) {
      const access = grant(ctx.actor, permission, input.workspaceId);
      const call = { ctx, path, access, getRawInput };
      return inside(ctx, access, () => withNote(call, () => next({ ctx: { ...ctx, access } })));
    });
}

/** Asks for a permission in the workspace of the flow named by the input `flowId`. */
export function onFlow<P extends Permission>(permission: P) {
  return signedIn
    .meta({ permission, subject: 'flowId' })
    .input(z.object({ flowId: id }))
    .use(async function checkAccess({ ctx, input, path, getRawInput, next }) {
      const access = grant(ctx.actor, permission, await ctx.flows.workspaceOf(input.flowId));
      const call = { ctx, path, access, getRawInput };
      return inside(ctx, access, () => withNote(call, () => next({ ctx: { ...ctx, access } })));
    });
}

/** Asks for a permission in the workspace of the run named by the input `runId`. */
export function onRun<P extends Permission>(permission: P) {
  return signedIn
    .meta({ permission, subject: 'runId' })
    .input(z.object({ runId: id }))
    .use(async function checkAccess({ ctx, input, path, getRawInput, next }) {
      const access = grant(ctx.actor, permission, await workspaceOfRun(ctx, input.runId));
      const call = { ctx, path, access, getRawInput };
      return inside(ctx, access, () => withNote(call, () => next({ ctx: { ...ctx, access } })));
    });
}

/** Asks for a permission in the workspace of the run whose approval the input `approvalId` names. */
export function onApproval<P extends Permission>(permission: P) {
  return signedIn
    .meta({ permission, subject: 'approvalId' })
    .input(z.object({ approvalId: z.string().min(1).max(2_000) }))
    .use(async function checkAccess({ ctx, input, path, getRawInput, next }) {
      const access = grant(ctx.actor, permission, await workspaceOfApproval(ctx, input.approvalId));
      const call = { ctx, path, access, getRawInput };
      return inside(ctx, access, () => withNote(call, () => next({ ctx: { ...ctx, access } })));
    });
}

/** Carries out the rest of a request in the workspace it was granted for; of a subscription, all that it goes on to send. */
async function inside<Result>(
  { within }: Pick<RequestContext, 'within'>,
  { workspaceId }: Access,
  next: () => Promise<Result>,
): Promise<Result> {
  const result = await within(workspaceId, next);
  if (typeof result !== 'object' || result === null || !('data' in result) || !isIterable(result.data)) return result;
  const iterable = result.data;
  const data = {
    [Symbol.asyncIterator]() {
      const iterator = within(workspaceId, () => iterable[Symbol.asyncIterator]());
      return {
        next: () => within(workspaceId, () => iterator.next()),
        return: (value: unknown) =>
          within(workspaceId, async () => (await iterator.return?.(value)) ?? { done: true as const, value }),
      };
    },
  };
  return { ...result, data };
}

function isIterable(data: unknown): data is AsyncIterable<unknown> {
  return typeof data === 'object' && data !== null && Symbol.asyncIterator in data;
}

async function workspaceOfApproval(ctx: Pick<RequestContext, 'runStore'>, approvalId: string): Promise<string | null> {
  const place = readPlace(approvalId);
  return place === undefined ? null : workspaceOfRun(ctx, place.runId);
}

async function workspaceOfRun({ runStore }: Pick<RequestContext, 'runStore'>, runId: string): Promise<string | null> {
  return (await runStore.find(runId))?.workspaceId ?? null;
}
