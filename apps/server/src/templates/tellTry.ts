import { own } from '@patchbay/connector';
import type { RunStatus, RunView, StepRun, StepStatus } from '@patchbay/execution';
import { outletsOf, typesOf } from '@patchbay/flow';
import type { DocumentCatalog } from '../connectors/connectorStore.ts';
import type { ShownValue } from '../home/shownValues.ts';
import { columnsOf, refOf } from './broughtTables.ts';
import type { SampleTables } from './SampleTables.ts';
import type { Template, TemplateTable } from './template.ts';
import { givenValues, takenOf, wireValues } from './triedValues.ts';

/** How a try of a template went, in words. */
export type TriedTemplate = {
  status: RunStatus;
  steps: TriedStep[];
  /** The tables it brings as they stand after it. */
  tables: StandingTable[];
};

type TriedStep = {
  id: string;
  status: StepStatus;
  /** How often it was carried out; more than once in a loop. */
  times: number;
  /** The way it was left by, where it has several. */
  way?: string;
  /** What went in and came out, of a step in a loop the first time. */
  given: ShownValue[];
  values: ShownValue[];
  /** Why it did not finish. */
  problem?: string;
};

type StandingTable = {
  key: string;
  name: string;
  columns: string[];
  rows: { cells: string[]; change?: 'added' | 'changed' }[];
};

type Told = { template: Template; catalog: DocumentCatalog; tables: SampleTables };

/** Tells a run of a template as its page shows it. */
export function tellTry(view: RunView, told: Told): TriedTemplate {
  const { template, tables } = told;
  const { document } = template;
  const runs = Map.groupBy(view.steps, ({ step }) => step);
  const { outputOf } = typesOf(document, told.catalog);
  const taken = takenOf(document);
  const steps = Object.values(document.steps).map((step): TriedStep => {
    const all = runs.get(step.id) ?? [];
    const run = all.find(({ status }) => status === 'failed') ?? all.find(isDone) ?? all[0];
    const operation = told.catalog.find(step.uses);
    const outlets = operation === undefined ? [] : outletsOf(step, operation);
    const way = outlets.length > 1 ? outlets.find(({ name }) => name === run?.outlet)?.label : undefined;
    const isSeen = run?.status !== 'skipped' && (operation?.kind === 'call' || operation?.kind === 'wait');
    return {
      id: step.id,
      status: run?.status ?? 'skipped',
      times: all.filter(isDone).length,
      ...(way !== undefined && { way }),
      given: isSeen ? givenValues(run?.input, { mappings: step.inputs, schema: operation.input }) : [],
      values: wireValues(run?.output, { paths: taken.get(step.id) ?? [], schema: outputOf(step.id) }),
      ...(run?.failure !== undefined && { problem: run.failure.message }),
    };
  });
  return { status: view.status, steps, tables: template.tables.map((table) => standing(table, tables)) };
}

function isDone({ status }: StepRun): boolean {
  return status === 'succeeded';
}

function standing(table: TemplateTable, tables: SampleTables): StandingTable {
  const { key, name } = table;
  const columns = columnsOf(table);
  const held = tables.standing(refOf(table));
  const changeOf = (id: string) => (held?.added.has(id) ? 'added' : held?.changed.has(id) ? 'changed' : undefined);
  const rows = (held?.rows ?? []).map(({ id, cells }): StandingTable['rows'][number] => {
    const change = changeOf(id);
    const texts = columns.map((column) => cellText(own(cells, column.id)));
    return { cells: texts, ...(change !== undefined && { change }) };
  });
  return { key, name, columns: columns.map((column) => column.name), rows };
}

/** A cell as a table shows it. */
export function cellText(cell: unknown): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell !== 'string') return JSON.stringify(cell);
  return /^\d{4}-\d\d-\d\dT/.test(cell) ? cell.slice(0, 16).replace('T', ' ') : cell;
}
