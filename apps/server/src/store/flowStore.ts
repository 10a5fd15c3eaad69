import type { FlowStore } from '../flows/flowStore.ts';
import { keepSignature, listCallable, listCallers } from './callableFlows.ts';
import type { Database } from './database.ts';
import { changesSince, saveDraft } from './draftStore.ts';
import { listFlows } from './flowList.ts';
import { newHookId } from './newHookId.ts';
import { keepPlan } from './plans.ts';
import { keepPolls, switchPolls } from './polls/keepPolls.ts';
import { readStored } from './readStored.ts';
import { keepSchedules, switchSchedules } from './schedules/keepSchedules.ts';
import { endSubscriptions, keepSubscriptions, switchSubscriptions } from './subscriptions/keepSubscriptions.ts';
import { listTriggers, lookNow } from './triggerStates.ts';

/** Flows, drafts and versions in PostgreSQL. */
export function createFlowStore(database: Pick<Database, 'prisma' | 'pool'>, now: () => number = Date.now): FlowStore {
  const { prisma } = database;
  return {
    list: (query) => listFlows(database.pool, query),
    saveDraft: (change) => saveDraft(database.pool, change),
    changesSince: (flowId, revision) => changesSince(prisma, flowId, revision),
    find: (flowId) => findFlow(database, flowId),
    publish: (version) => publish(database, version, now()),
    callable: (workspaceId) => listCallable(database.pool, workspaceId),
    callersOf: (flow) => listCallers(database.pool, flow),
    triggers: (flowId) => listTriggers(database.pool, flowId),
    lookNow: (trigger) => lookNow(database.pool, trigger),
    versions: (flowId) => versionsOf(database, flowId),
    versionDocument: (flowId, number) => versionDocument(database, { flowId, number }),
    setActive: (flowId, active) => setActive(database, { flowId, active }, now()),

    async workspaceOf(flowId) {
      if (!isUuid(flowId)) return null;
      const flow = await prisma.flow.findFirst({ where: { id: flowId }, select: { workspaceId: true } });
      return flow?.workspaceId ?? null;
    },

    async create({ workspaceId, name, document, summary, hooks }) {
      return prisma.flow.create({
        data: {
          workspaceId,
          name,
          summary,
          draft: { create: { document } },
          hooks: { create: hooks.map((stepId) => ({ id: newHookId(), stepId })) },
        },
        select: { id: true },
      });
    },

    async findDraft(flowId) {
      const draft = await prisma.draft.findFirst({
        where: { flowId },
        select: { document: true, revision: true, flow: { select: { workspaceId: true, name: true } } },
      });
      if (draft === null) return null;
      return { document: readStored(draft.document), revision: draft.revision, ...draft.flow };
    },

    async rename(flowId, name) {
      await prisma.flow.update({ where: { id: flowId }, data: { name } });
    },

    async remove(flowId) {
      await prisma.$transaction(async (transaction) => {
        await endSubscriptions(transaction, flowId, now());
        await transaction.flow.deleteMany({ where: { id: flowId } });
      });
    },

    async watchers(workspaceId) {
      const watches = await prisma.failureWatch.findMany({
        where: { flow: { workspaceId } },
        orderBy: { flow: { name: 'asc' } },
        select: { scope: true, flow: { select: { id: true, name: true, active: true } } },
      });
      return watches.map(({ scope, flow }) => ({ ...flow, scope: scope === 'workspace' ? 'workspace' : 'named' }));
    },
  };
}

async function findFlow({ prisma }: Pick<Database, 'prisma'>, flowId: string): ReturnType<FlowStore['find']> {
  const flow = await prisma.flow.findFirst({
    where: { id: flowId },
    select: {
      id: true,
      workspaceId: true,
      name: true,
      active: true,
      draft: { select: { document: true, revision: true } },
      liveVersion: {
        select: { id: true, number: true, publishedAt: true, plan: { select: { document: true } } },
      },
      hooks: { select: { id: true, stepId: true } },
      polls: { where: { error: { not: null } }, select: { stepId: true, error: true } },
    },
  });
  if (flow === null || flow.draft === null) return null;
  const { liveVersion: live, draft, polls, ...rest } = flow;
  return {
    ...rest,
    pollErrors: polls.map(({ stepId, error }) => ({ stepId, error: error ?? '' })),
    draft: { document: readStored(draft.document), revision: draft.revision },
    live: live && {
      versionId: live.id,
      number: live.number,
      publishedAt: live.publishedAt.toISOString(),
      document: readStored(live.plan.document),
    },
  };
}

async function versionsOf({ prisma }: Pick<Database, 'prisma'>, flowId: string): ReturnType<FlowStore['versions']> {
  const versions = await prisma.flowVersion.findMany({
    where: { flowId },
    orderBy: { number: 'desc' },
    take: 200,
    select: { id: true, number: true, publishedAt: true, publishedBy: true, liveIn: { select: { id: true } } },
  });
  const ids = new Set(versions.flatMap(({ publishedBy }) => publishedBy ?? []));
  const users = await prisma.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return versions.map(({ liveIn, publishedAt, publishedBy, ...version }) => ({
    ...version,
    publishedAt: publishedAt.toISOString(),
    publishedBy: names.get(publishedBy ?? '') ?? null,
    live: liveIn !== null,
  }));
}

async function versionDocument(
  { prisma }: Pick<Database, 'prisma'>,
  { flowId, number }: { flowId: string; number: number },
): ReturnType<FlowStore['versionDocument']> {
  const version = await prisma.flowVersion.findFirst({
    where: { flowId, number },
    select: { plan: { select: { document: true } } },
  });
  return version && readStored(version.plan.document);
}

async function publish(
  { prisma }: Pick<Database, 'prisma'>,
  version: Parameters<FlowStore['publish']>[0],
  now: number,
) {
  const { workspaceId, flowId, revision, document, plan, signature, activate, userId } = version;
  const { hooks, schedules, polls, subscriptions, failureWatch } = version;
  return prisma.$transaction(async (transaction) => {
    // The lock makes numbers follow each other when two people publish at once.
    const locked = await transaction.$queryRaw<{ revision: number }[]>`
      select revision from draft where flow_id = ${flowId}::uuid for update`;
    if (locked[0]?.revision !== revision) return null;
    const planId = await keepPlan(transaction, { workspaceId, plan, document });
    const last = await transaction.flowVersion.aggregate({ where: { flowId }, _max: { number: true } });
    const number = (last._max.number ?? 0) + 1;
    const { id: versionId } = await transaction.flowVersion.create({
      data: { flowId, number, planId, revision, publishedBy: userId },
      select: { id: true },
    });
    const { active } = await transaction.flow.update({
      where: { id: flowId },
      data: { liveVersionId: versionId, atOnce: plan.atOnce ?? null, ...(activate ? { active: true } : {}) },
      select: { active: true },
    });
    if (signature !== null) await keepSignature(transaction, versionId, signature);
    await transaction.hook.createMany({
      data: hooks.map((stepId) => ({ id: newHookId(), flowId, stepId })),
      skipDuplicates: true,
    });
    await keepSchedules(transaction, { flowId, schedules, active }, now);
    await keepPolls(transaction, { flowId, stepIds: polls, active }, now);
    await keepSubscriptions(transaction, { workspaceId, flowId, subscriptions, active }, now);
    await transaction.failureWatch.deleteMany({ where: { flowId } });
    if (failureWatch !== null) await transaction.failureWatch.create({ data: { flowId, ...failureWatch } });
    return { versionId, number };
  });
}

async function setActive(
  { prisma }: Pick<Database, 'prisma'>,
  { flowId, active }: { flowId: string; active: boolean },
  now: number,
): Promise<boolean> {
  const where = active ? { id: flowId, liveVersionId: { not: null } } : { id: flowId };
  return prisma.$transaction(async (transaction) => {
    // First, for its lock: publishing does so too, and then sees the same.
    const { count } = await transaction.flow.updateMany({ where, data: { active } });
    if (count === 1) await switchSchedules(transaction, { flowId, active }, now);
    if (count === 1) await switchPolls(transaction, { flowId, active }, now);
    if (count === 1) await switchSubscriptions(transaction, { flowId, active }, now);
    return count === 1;
  });
}

/** Whether a text from outside can be an id of ours; PostgreSQL refuses to look up anything else. */
function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
