import { createFlow } from '../flows/createFlow.ts';
import type { FlowDeps } from '../flows/flowStore.ts';
import type { Access } from '../policies/can.ts';
import { describeTemplate } from './describeTemplate.ts';
import { findTemplate } from './templates.ts';

/**
 * A new flow of a template: a draft, switched off, bound to no connected account. `step` is where its user
 * begins. Throws `not_found`.
 */
export async function startFromTemplate(
  { templateId }: { templateId: string },
  access: Access<'flow.create'>,
  deps: Pick<FlowDeps, 'flows' | 'catalogs'>,
): Promise<{ id: string; step: string | undefined }> {
  const template = await findTemplate(templateId);
  const { name, document } = template;
  const catalog = await deps.catalogs.forDocument(access.workspaceId, document);
  const { id } = await createFlow({ name, document }, access, deps);
  return { id, step: describeTemplate(template, catalog).firstToDo };
}
