import type { NewChange } from '../changes/changeStore.ts';
import type { Access, Actor } from '../policies/can.ts';
import type { RequestContext } from './context.ts';
import { type NotedChange, notedChanges } from './notedChanges.ts';

type Call = {
  ctx: RequestContext & { actor: Actor };
  path: string;
  access: Pick<Access, 'workspaceId'>;
  getRawInput(): Promise<unknown>;
};

type Result = { ok: true; data: unknown } | { ok: false };

/**
 * Carries a call out and writes it down, where others should be able to learn of it: before it that it was begun, so that a
 * process which dies meanwhile cannot hide it, and after it how it went. Nothing is left of a call that was refused. A call that
 * cannot be written down is not carried out.
 */
export async function withNote<Done extends Result>(call: Call, next: () => Promise<Done>): Promise<Done> {
  const noted = notedChanges[call.path];
  if (noted === undefined) return next();
  const { ctx, path, getRawInput } = call;
  const input = await getRawInput();
  const before = await noted.before?.(ctx, input);
  const begun = { ...(before ?? begunAs(noted, input, call)), userId: ctx.actor.id };
  const id = await ctx.changes.begin(begun);
  const result = await next();
  try {
    await ctx.changes.end(id, result.ok ? await described() : undefined);
  } catch (error) {
    // It stands there as begun, which is true.
    ctx.onError(error, { path });
  }
  return result;

  async function described(): Promise<NewChange | undefined> {
    const data = result.ok ? result.data : undefined;
    const change = await noted?.after({ ctx, input, before, result: data });
    return change && { ...change, userId: ctx.actor.id };
  }
}

/** What is known of a call before it is carried out, where nothing of it is to be looked up. */
function begunAs({ kind, subjectIn }: NotedChange, input: unknown, { access }: Call) {
  const named = typeof input === 'object' && input !== null && subjectIn !== undefined ? input : {};
  const subject = new Map<string, unknown>(Object.entries(named)).get(subjectIn ?? '');
  return { workspaceId: access.workspaceId, kind, subject: typeof subject === 'string' ? subject : '' };
}
