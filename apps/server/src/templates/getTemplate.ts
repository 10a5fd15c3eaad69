import type { ConnectorDeps } from '../connectors/connectorStore.ts';
import type { Access } from '../policies/can.ts';
import { type DescribedTemplate, describeTemplate } from './describeTemplate.ts';
import type { Template } from './template.ts';
import { findTemplate } from './templates.ts';

/** A template as its page shows it. */
type TemplatePage = Pick<Template, 'id' | 'name' | 'description' | 'purposes'> &
  Pick<DescribedTemplate, 'steps' | 'apps' | 'toFill'>;

/** What one template does, step by step, and what it asks for. Throws `not_found`. */
export async function getTemplate(
  { templateId }: { templateId: string },
  { workspaceId }: Access<'flow.read'>,
  { catalogs }: Pick<ConnectorDeps, 'catalogs'>,
): Promise<TemplatePage> {
  const template = await findTemplate(templateId);
  const catalog = await catalogs.forDocument(workspaceId, template.document);
  const { steps, apps, toFill } = describeTemplate(template, catalog);
  const { id, name, description, purposes } = template;
  return { id, name, description, purposes, steps, apps, toFill };
}
