import type { ConnectionDeps } from '../connections/connectionStore.ts';
import { usableAccount } from '../connections/ownAccount.ts';
import type { Access } from '../policies/can.ts';
import type { Asked, Choices, LookedUpFields, LookUp } from './LookUp.ts';

/** What use cases of lookups reach the outside by. */
export type LookUpUse = { lookUp: Pick<LookUp, 'options' | 'fields'> };

type LookUpDeps = LookUpUse & Pick<ConnectionDeps, 'connections'>;

type Field = Omit<Asked, 'workspaceId'>;

/** The choices of a field of a form, asked of the app in the name of the step's account. */
export async function lookUp(
  { search, cursor, ...field }: Field & { search?: string | undefined; cursor?: string | undefined },
  access: Access<'connector.lookup'>,
  deps: LookUpDeps,
): Promise<Choices> {
  if (field.connection !== undefined) await usableAccount(field.connection, access, deps);
  const { workspaceId } = access;
  return deps.lookUp.options({ ...field, workspaceId }, { search: search?.trim() ?? '', cursor });
}

/** The fields that a field of a form has there: the columns of a sheet. */
export async function lookUpFields(
  field: Field,
  access: Access<'connector.lookup'>,
  deps: LookUpDeps,
): Promise<LookedUpFields> {
  if (field.connection !== undefined) await usableAccount(field.connection, access, deps);
  const { workspaceId } = access;
  return deps.lookUp.fields({ ...field, workspaceId });
}
