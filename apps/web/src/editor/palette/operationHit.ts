import type { Answers } from '../../api/types.ts';
import type { NewStep } from '../commands/card.ts';
import type { EditorCatalog } from '../document/createCatalog.ts';
import { firstInputs } from './firstInputs.ts';

/** An operation as the palette lists it. */
export type OperationHit = Answers['connector']['search'][number];

/** The step an operation makes. Looks its ways on up first, so that the card stands there whole from the start. */
export async function newStepFrom(hit: OperationHit, catalog: EditorCatalog): Promise<NewStep> {
  const uses = { connector: hit.connector, version: hit.version, operation: hit.operation };
  await catalog.need([uses]).catch(() => undefined);
  const inputs = firstInputs(uses, { zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  return { uses, name: hit.title, kind: hit.kind, outlets: catalog.face(uses).outlets, inputs };
}

/** What tells one operation from another in lists. */
export function hitKey({ connector, operation }: Pick<OperationHit, 'connector' | 'operation'>): string {
  return `${connector}/${operation}`;
}
