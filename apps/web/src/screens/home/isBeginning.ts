import type { Home } from './useHome.ts';

const STEPS = 5;

/** Whether the page teaches: until everything on its list was done, or the person has hidden it. */
export function isBeginning({ isHidden, done }: Pick<Home, 'isHidden' | 'done'>): boolean {
  return !isHidden && done.length < STEPS;
}
