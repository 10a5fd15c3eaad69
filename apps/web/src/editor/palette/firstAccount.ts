import type { Operation } from '@patchbay/connector';
import type { FlowDocument, OperationRef } from '@patchbay/flow';
import type { ConnectionRow } from '../../api/types.ts';

type Known = {
  flow: FlowDocument;
  find(uses: OperationRef): Operation | undefined;
  accounts: readonly Pick<ConnectionRow, 'id' | 'connector' | 'way' | 'state' | 'mayUse'>[];
};

/**
 * The account a new step begins with, where there is hardly a question: the one that the flow uses for the same app, else
 * the only one there is. An account that is refused, or is not this person's to use, is none.
 */
export function firstAccount(uses: OperationRef, { flow, find, accounts }: Known): string | undefined {
  const operation = find(uses);
  if (operation?.needsConnection !== true) return undefined;
  const { accountOf = uses.connector, accountWay: way } = operation;
  const fitting = accounts.filter(
    ({ connector, way: given, state, mayUse }) =>
      connector === accountOf && (way === undefined || given === way) && mayUse && state !== 'broken',
  );
  const used = new Set(Object.values(flow.steps).flatMap(({ connection }) => connection ?? []));
  const ofFlow = fitting.filter(({ id }) => used.has(id));
  const [only, ...others] = ofFlow.length > 0 ? ofFlow : fitting;
  return others.length === 0 ? only?.id : undefined;
}
