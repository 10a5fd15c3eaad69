import { createFlow } from '../flows/createFlow.ts';
import type { FlowDeps } from '../flows/flowStore.ts';
import type { Access } from '../policies/can.ts';
import { refusing, tableMissing, TableError } from '../tables/tableError.ts';
import type { TableDeps } from '../tables/tableStore.ts';
import { catalogOf, columnsOf, fits, refOf, rowsOf, withTables } from './broughtTables.ts';
import { describeTemplate } from './describeTemplate.ts';
import type { Template, TemplateTable } from './template.ts';
import { findTemplate } from './templates.ts';

/** What is to stand for a table that a template brings: one that is there, or a new one by a name. */
export type TableChoice = { key: string } & ({ use: string } | { make: string; withRows: boolean });

/** A flow of a template. `step` is where its user begins; `tables` are those that were made for it. */
type Started = { id: string; step: string | undefined; tables: { id: string; name: string }[] };

type StartDeps = Pick<FlowDeps, 'flows' | 'catalogs'> & TableDeps & { now(): number };

/**
 * A new flow of a template: a draft, switched off, bound to no connected account. A table that nobody chose one for is made
 * by its own name. Throws `not_found`, and `table_refused` where a name is taken or a table does not fit: then nothing
 * was made.
 */
export async function startFromTemplate(
  { templateId, tables: choices = [] }: { templateId: string; tables?: readonly TableChoice[] | undefined },
  access: Access<'flow.create'>,
  deps: StartDeps,
): Promise<Started> {
  const template = await findTemplate(templateId);
  const { workspaceId } = access;
  const catalog = await catalogOf(template, workspaceId, deps.catalogs);
  const made: { id: string; name: string }[] = [];
  try {
    const ids = new Map<string, string>();
    for (const table of template.tables) {
      const choice = choices.find(({ key }) => key === table.key) ?? ownTable(table);
      ids.set(refOf(table), await refusing(tableFor(table, choice, { workspaceId, made, deps })));
    }
    const document = withTables(template, ids, catalog);
    const { id } = await createFlow({ name: template.name, document }, access, deps);
    return { id, step: describeTemplate(template, catalog).firstToDo, tables: made };
  } catch (error) {
    for (const { id } of made) await deps.tables.remove({ workspaceId, tableId: id });
    throw error;
  }
}

function ownTable({ key, name, begins }: Template['tables'][number]): TableChoice {
  return { key, make: name, withRows: begins === 'rows' };
}

type Making = { workspaceId: string; made: { id: string; name: string }[]; deps: StartDeps };

async function tableFor(
  table: TemplateTable,
  choice: TableChoice,
  { workspaceId, made, deps }: Making,
): Promise<string> {
  if ('use' in choice) {
    const found = await deps.tables.find({ workspaceId, tableId: choice.use });
    if (found === null) throw tableMissing();
    if (fits(found.columns, table)) return found.id;
    throw new TableError('table_not_fit', `“${found.name}” lacks columns that this flow needs. Let it make a new one.`);
  }
  const rows = choice.withRows ? rowsOf(table, deps.now()) : [];
  const { id } = await deps.tables.create({ workspaceId, name: choice.make, columns: columnsOf(table), rows });
  made.push({ id, name: choice.make });
  return id;
}
