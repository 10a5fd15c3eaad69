import type { ConnectorDeps } from '../connectors/connectorStore.ts';
import type { Access } from '../policies/can.ts';
import type { ColumnType } from '../tables/column.ts';
import { isSameName } from '../tables/column.ts';
import type { TableDeps, TableStore } from '../tables/tableStore.ts';
import { catalogOf, columnsOf, fits, rowsOf } from './broughtTables.ts';
import { type DescribedTemplate, describeTemplate } from './describeTemplate.ts';
import { type StartValue, startOf, valuesIn } from './startValues.ts';
import { cellText } from './tellTry.ts';
import type { Template, TemplateTable } from './template.ts';
import { findTemplate } from './templates.ts';

/** A template as its page shows it. */
type TemplatePage = Pick<Template, 'id' | 'name' | 'description' | 'purposes'> &
  Pick<DescribedTemplate, 'steps' | 'apps' | 'toFill'> & {
    /** What it is tried with: the fields to change, and their values in each of its samples. */
    start: { name: string; fields: Omit<StartValue, 'path'>[]; samples: Record<string, unknown>[] };
    tables: OfferedTable[];
  };

/** A table that it brings, and those of the workspace that could stand for it. */
type OfferedTable = Pick<TemplateTable, 'key' | 'name' | 'holds' | 'begins'> & {
  columns: { name: string; type: ColumnType }[];
  sample: string[][];
  fits: { id: string; name: string; rowCount: number }[];
  /** Another table of the workspace is called so. */
  isNameTaken: boolean;
};

type PageDeps = Pick<ConnectorDeps, 'catalogs'> & TableDeps & { now(): number };

/** What one template does, step by step, and what it asks for. Throws `not_found`. */
export async function getTemplate(
  { templateId }: { templateId: string },
  { workspaceId }: Access<'flow.read'>,
  { catalogs, tables, now }: PageDeps,
): Promise<TemplatePage> {
  const template = await findTemplate(templateId);
  const catalog = await catalogOf(template, workspaceId, catalogs);
  const { steps, apps, toFill } = describeTemplate(template, catalog);
  const { id, name, description, purposes } = template;
  const start = startOf(template, catalog, now());
  return {
    id,
    name,
    description,
    purposes,
    steps,
    apps,
    toFill,
    start: {
      name: start.step.name,
      fields: start.values.map(({ path: _path, ...field }) => field),
      samples: start.samples.map((sample) => valuesIn(sample, start.values)),
    },
    tables: await offered(template, workspaceId, { tables, now }),
  };
}

async function offered(
  template: Template,
  workspaceId: string,
  { tables, now }: { tables: TableStore; now(): number },
): Promise<OfferedTable[]> {
  if (template.tables.length === 0) return [];
  const rows = await tables.list(workspaceId);
  const found = await tables.findAll(
    workspaceId,
    rows.map(({ id }) => id),
  );
  const known = [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
  return template.tables.map((table) => {
    const columns = columnsOf(table);
    return {
      key: table.key,
      name: table.name,
      holds: table.holds,
      begins: table.begins,
      columns: columns.map(({ name, type }) => ({ name, type })),
      sample: rowsOf(table, now()).map((cells) => columns.map((column) => cellText(cells[column.id]))),
      fits: known.filter((one) => fits(one.columns, table)).map(({ id, name, rowCount }) => ({ id, name, rowCount })),
      isNameTaken: known.some((one) => isSameName(one.name, table.name)),
    };
  });
}
