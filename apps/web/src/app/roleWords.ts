/** What each role is called, and what it may do, as the end of a sentence. */
export const roleWords = {
  owner: { name: 'Owner', may: 'you may do everything', short: 'Everything' },
  admin: { name: 'Admin', may: 'you may do everything but change owners', short: 'Everything but owners' },
  builder: { name: 'Builder', may: 'you may build flows and switch them on', short: 'Builds and switches on' },
  viewer: { name: 'Viewer', may: 'you may look at everything and change nothing', short: 'Looks, changes nothing' },
} as const;

export type RoleName = keyof typeof roleWords;

/** Every role, from most to least. */
export const roleNames = Object.keys(roleWords).filter((name): name is RoleName => Object.hasOwn(roleWords, name));

/** Whether a member of one role may change one of another, or make somebody that: as the server has it. */
export function mayManage(role: RoleName, other: RoleName): boolean {
  return role === 'owner' || (role === 'admin' && other !== 'owner');
}
