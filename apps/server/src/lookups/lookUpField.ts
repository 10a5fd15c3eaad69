import type { Access } from '../policies/can.ts';
import type { Asked, Choices, LookedUpFields, LookUp } from './LookUp.ts';

/** What use cases of lookups reach the outside by. */
export type LookUpUse = { lookUp: Pick<LookUp, 'options' | 'fields'> };

type Field = Omit<Asked, 'workspaceId'>;

/** The choices of a field of a form, asked of the app in the name of the step's account. */
export function lookUp(
  { search, cursor, ...field }: Field & { search?: string | undefined; cursor?: string | undefined },
  { workspaceId }: Access<'connector.lookup'>,
  deps: LookUpUse,
): Promise<Choices> {
  return deps.lookUp.options({ ...field, workspaceId }, { search: search?.trim() ?? '', cursor });
}

/** The fields that a field of a form has there: the columns of a sheet. */
export function lookUpFields(
  field: Field,
  { workspaceId }: Access<'connector.lookup'>,
  deps: LookUpUse,
): Promise<LookedUpFields> {
  return deps.lookUp.fields({ ...field, workspaceId });
}
