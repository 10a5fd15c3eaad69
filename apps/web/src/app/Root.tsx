import { Outlet } from '@tanstack/react-router';
import { useLayoutEffect } from 'react';
import { leaveShape } from './shape.ts';

/** Stands above every page. The first one that is drawn takes the place of the outline that came with the document; a page that is itself only an outline yet keeps it. */
export function Root() {
  useLayoutEffect(leaveShape, []);
  return <Outlet />;
}
