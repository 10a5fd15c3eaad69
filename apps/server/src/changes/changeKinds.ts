/** What is written down, in the groups by which it can be looked for. */
export const changeGroups = {
  people: [
    'member.invited',
    'member.uninvited',
    'member.joined',
    'member.role',
    'member.removed',
    'member.left',
    'member.reset',
    'member.two_factor_off',
  ],
  flows: ['flow.created', 'flow.renamed', 'flow.published', 'flow.on', 'flow.off', 'flow.deleted'],
  accounts: [
    'connection.created',
    'connection.reconnected',
    'connection.replaced',
    'connection.shared',
    'connection.deleted',
  ],
  connectors: [
    'connector.imported',
    'connector.adjusted',
    'connector.deleted',
    'oauthClient.set',
    'oauthClient.removed',
  ],
  workspace: ['workspace.created', 'workspace.renamed'],
} as const;

export type ChangeGroup = keyof typeof changeGroups;
export type ChangeKind = (typeof changeGroups)[ChangeGroup][number];

export const changeKinds: readonly ChangeKind[] = Object.values(changeGroups).flat();

/** Whether a word is the name of a group. */
export function isChangeGroup(word: string): word is ChangeGroup {
  return Object.hasOwn(changeGroups, word);
}
