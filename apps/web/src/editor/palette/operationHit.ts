import type { FlowDocument, Step } from '@patchbay/flow';
import type { Answers, ConnectionRow } from '../../api/types.ts';
import type { NewStep } from '../commands/card.ts';
import type { EditorCatalog } from '../document/createCatalog.ts';
import { firstAccount } from './firstAccount.ts';
import { firstInputs } from './firstInputs.ts';
import { firstTable, type TableName } from './firstTable.ts';

/** An operation as the palette lists it; `table` where it is offered for one of the workspace's tables. */
export type OperationHit = Answers['connector']['search'][number] & { table?: TableName };

/** As much of it as a step is made from. */
export type PickedOperation = Pick<OperationHit, 'connector' | 'version' | 'operation' | 'title' | 'kind' | 'table'> & {
  /** What the step is filled with, where that is known already. */
  inputs?: Step['inputs'];
};

/** What a new step is made with: the flow it comes into, and the accounts and tables there are. */
export type Into = {
  catalog: EditorCatalog;
  flow: FlowDocument;
  accounts: readonly ConnectionRow[];
  tables: readonly TableName[];
};

/** The step an operation makes. Looks its ways on up first, so that the card stands there whole from the start. */
export async function newStepFrom(hit: PickedOperation, { catalog, flow, accounts, tables }: Into): Promise<NewStep> {
  const uses = { connector: hit.connector, version: hit.version, operation: hit.operation };
  await catalog.need([uses]).catch(() => undefined);
  const inputs = hit.inputs ?? {
    ...firstInputs(uses, { zone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
    ...firstTable(catalog.find(uses), hit.table === undefined ? tables : [hit.table]),
  };
  const connection = firstAccount(uses, { flow, accounts, find: catalog.find });
  const { outlets } = catalog.face(uses);
  return { uses, name: hit.title, kind: hit.kind, outlets, inputs, ...(connection !== undefined && { connection }) };
}

/** What tells one operation from another in lists. */
export function hitKey({ connector, operation }: Pick<OperationHit, 'connector' | 'operation'>): string {
  return `${connector}/${operation}`;
}

/** What tells one line from another: an operation may be offered for several tables. */
export function lineKey(hit: OperationHit): string {
  return hit.table === undefined ? hitKey(hit) : `${hitKey(hit)}/${hit.table.id}`;
}
