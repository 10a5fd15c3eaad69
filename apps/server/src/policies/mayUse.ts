/** Who may use an account besides whoever connected it: everybody in the workspace, or these people by the ids of their users. */
export type SharedWith = 'workspace' | readonly string[];

/** Whether somebody may let flows work in the name of a connected account. No role gives that right by itself. */
export function mayUse(
  { createdBy, sharedWith }: { createdBy: string | null; sharedWith: SharedWith },
  userId: string | null,
): boolean {
  if (sharedWith === 'workspace') return true;
  return userId !== null && (createdBy === userId || sharedWith.includes(userId));
}
