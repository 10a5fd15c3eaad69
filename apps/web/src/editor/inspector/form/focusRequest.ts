import { createContext, useContext } from 'react';
import type { InspectorProps } from '../../seams.ts';

/** The field a checklist entry asked for. */
export const FocusRequestContext = createContext<InspectorProps['focus']>(undefined);

/** The request's number, when it is about this field, or about one inside it that has no field of its own. */
export function useFocusRequest(path: readonly string[]): number | undefined {
  const request = useContext(FocusRequestContext);
  if (request === undefined || request.field.length !== path.length) return undefined;
  return request.field.every((key, at) => key === path[at]) ? request.nonce : undefined;
}
