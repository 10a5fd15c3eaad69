import { type ReactNode, Suspense } from 'react';
import { useEdit, useVisitors } from './useCompany.ts';

/** Draws what is about others, fetched only where somebody else is here or has just saved something. */
export function InCompany({ children }: { children: ReactNode }) {
  const isAlone = useVisitors().length === 0;
  const edit = useEdit();
  return isAlone && edit === undefined ? null : <Suspense>{children}</Suspense>;
}
