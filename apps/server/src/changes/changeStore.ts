import type { ChangeKind } from './changeKinds.ts';

/** Something that a person has done, with names as they were then. `at` is an ISO instant. */
export type ChangeRow = {
  id: string;
  at: string;
  who: string;
  kind: ChangeKind;
  /** What it was done to: the name of a flow or an account, or somebody's address. */
  subject: string;
  subjectId: string | null;
  /** One more word where the kind needs one, such as the new role. */
  detail: string | null;
  /** It was begun, and Patchbay stopped before it was known whether it was done. */
  isUncertain: boolean;
};

export type NewChange = {
  workspaceId: string;
  userId: string;
  kind: ChangeKind;
  subject: string;
  subjectId?: string | undefined;
  detail?: string | undefined;
};

type ChangeQuery = {
  workspaceId: string;
  /** In names: of who did it, and of what it was done to. */
  search?: string | undefined;
  kinds?: readonly ChangeKind[] | undefined;
  cursor?: string | undefined;
  limit: number;
};

/** What people have done in a workspace that others should be able to look up. Only ever added to. */
export type ChangeStore = {
  /** Writes down that it is begun, and gives the id of what was written. */
  begin(change: NewChange): Promise<string>;
  /** Says how what was begun went: done like that, or not done. */
  end(id: string, change: NewChange | undefined): Promise<void>;
  /** Newest first. */
  list(query: ChangeQuery): Promise<{ items: ChangeRow[]; nextCursor: string | null }>;
};

export type ChangeDeps = { changes: ChangeStore };
