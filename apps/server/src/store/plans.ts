import { createHash } from 'node:crypto';
import type { Plan } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import type { Database, Transaction } from './database.ts';

export type StoredPlan = { id: string; workspaceId: string; plan: Plan; document: FlowDocument };

/**
 * Keeps a plan with the document it came from and gives its id, which is the hash of both within their workspace: the same
 * ones a second time are the same row. Pass a transaction to make it part of one.
 */
export async function keepPlan(client: Pick<Transaction, 'runPlan'>, stored: Omit<StoredPlan, 'id'>): Promise<string> {
  const { workspaceId, plan, document } = stored;
  const id = contentId(JSON.stringify([workspaceId, plan, document]));
  await client.runPlan.createMany({ data: [{ id, workspaceId, plan, document }], skipDuplicates: true });
  return id;
}

export async function findPlan(database: Pick<Database, 'prisma'>, planId: string): Promise<StoredPlan | null> {
  const found = await database.prisma.runPlan.findFirst({ where: { id: planId } });
  if (found === null) return null;
  // Written by `keepPlan` only, from a checked document; older document versions are migrated where they are shown.
  return {
    id: found.id,
    workspaceId: found.workspaceId,
    plan: found.plan as unknown as Plan,
    document: found.document as FlowDocument,
  };
}

/** 128 bits of SHA-256 in the shape of a UUID (version 8: made by a rule of our own). */
function contentId(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
