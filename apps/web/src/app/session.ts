import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queryClient } from '../api/queryClient.ts';
import { trpc } from '../api/trpc.ts';
import type { Session } from '../api/types.ts';
import { t } from '../texts/t.ts';

const KEY = 'patchbay-workspace';

export type Workspace = Session['workspaces'][number];

/** Who is signed in, asked once and kept until it changes. `null` for nobody. */
export function sessionOptions() {
  return trpc.session.get.queryOptions(undefined, { staleTime: 60_000 });
}

// The last one the guard let through. A page that is just being drawn while its session ends still needs a person to
// draw for; `SignedIn` takes it away a moment later.
let letThrough: Session | undefined;

/** How people get in here. */
export function waysInOptions() {
  return trpc.session.ways.queryOptions(undefined, { staleTime: 60_000 });
}

/** For the guard of the routes: the session, or `null` when the sign-in form is due. */
export async function guardSession(): Promise<Session | null> {
  const session = await queryClient.ensureQueryData(sessionOptions());
  if (session) letThrough = session;
  return session;
}

/** The signed-in person. Only below the guarded routes. */
export function useSession(): Session {
  const { data } = useSuspenseQuery(sessionOptions());
  const session = data ?? letThrough;
  if (!session) throw new Error('This part of the page is shown to signed-in people only.');
  return session;
}

/** The workspace whose flows are on the screen. Only below the guarded routes. */
export function useWorkspace(): Workspace {
  const { workspaces } = useSession();
  const [chosen] = useState(readChosen);
  const workspace = workspaces.find((candidate) => candidate.id === chosen) ?? workspaces[0];
  if (!workspace) throw new Error(t('This account is in no workspace. Ask for an invitation.'));
  return workspace;
}

/** Shows another workspace: everything on the screen belongs to one, so the page starts anew. */
export function switchWorkspace(id: string): void {
  localStorage.setItem(KEY, id);
  location.assign('/flows');
}

/** Whether the person may change flows here, or only look. */
export function useMayEdit(): boolean {
  return useWorkspace().role !== 'viewer';
}

/** The server says that nobody is signed in: `SignedIn` then leads to the form, and back again afterwards. */
export function endSession(): void {
  queryClient.setQueryData(trpc.session.get.queryKey(), null);
}

/** Asks who is signed in now, and forgets all that was asked in the name of somebody else. */
export async function beginSession(): Promise<void> {
  queryClient.clear();
  await queryClient.fetchQuery(sessionOptions());
}

function readChosen(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // Storage is blocked: the first workspace is shown.
  }
}
