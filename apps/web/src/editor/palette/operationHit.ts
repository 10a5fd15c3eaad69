import type { FlowDocument, Step } from '@patchbay/flow';
import type { Answers, ConnectionRow } from '../../api/types.ts';
import type { NewStep } from '../commands/card.ts';
import type { EditorCatalog } from '../document/createCatalog.ts';
import { firstAccount } from './firstAccount.ts';
import { firstInputs } from './firstInputs.ts';

/** An operation as the palette lists it. */
export type OperationHit = Answers['connector']['search'][number];

/** As much of it as a step is made from. */
export type PickedOperation = Pick<OperationHit, 'connector' | 'version' | 'operation' | 'title' | 'kind'> & {
  /** What the step is filled with, where that is known already. */
  inputs?: Step['inputs'];
};

/** What a new step is made with: the flow it comes into, and the accounts there are. */
export type Into = { catalog: EditorCatalog; flow: FlowDocument; accounts: readonly ConnectionRow[] };

/** The step an operation makes. Looks its ways on up first, so that the card stands there whole from the start. */
export async function newStepFrom(hit: PickedOperation, { catalog, flow, accounts }: Into): Promise<NewStep> {
  const uses = { connector: hit.connector, version: hit.version, operation: hit.operation };
  await catalog.need([uses]).catch(() => undefined);
  const inputs = hit.inputs ?? firstInputs(uses, { zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  const connection = firstAccount(uses, { flow, accounts, find: catalog.find });
  const { outlets } = catalog.face(uses);
  return { uses, name: hit.title, kind: hit.kind, outlets, inputs, ...(connection !== undefined && { connection }) };
}

/** What tells one operation from another in lists. */
export function hitKey({ connector, operation }: Pick<OperationHit, 'connector' | 'operation'>): string {
  return `${connector}/${operation}`;
}
