import type { StepId } from '@patchbay/flow';
import { useMemo } from 'react';
import { useSession as useSignedIn } from '../../app/session.ts';
import { useVisitors } from './useCompany.ts';
import { type Person, peopleOf } from './peopleOf.ts';

/** Who else is here. */
export function usePeople(): readonly Person[] {
  const visitors = useVisitors();
  const me = useSignedIn().user.id;
  return useMemo(() => peopleOf(visitors, me), [visitors, me]);
}

/** Who else has this step open. */
export function usePeopleAt(stepId: StepId): readonly Person[] {
  return usePeople().filter(({ step }) => step === stepId);
}
