import { t } from '../texts/t.ts';

/** What each role is called, and what it may do, as the end of a sentence. */
export const roleWords = {
  owner: { name: t('Owner'), may: t('you may do everything'), short: t('Everything') },
  admin: { name: t('Admin'), may: t('you may do everything but change owners'), short: t('Everything but owners') },
  builder: { name: t('Builder'), may: t('you may build flows and switch them on'), short: t('Builds and switches on') },
  viewer: {
    name: t('Viewer'),
    may: t('you may look at everything and answer what flows ask you, and change nothing else'),
    short: t('Looks, and answers approvals'),
  },
} as const;

export type RoleName = keyof typeof roleWords;

/** Every role, from most to least. */
export const roleNames = Object.keys(roleWords).filter((name): name is RoleName => Object.hasOwn(roleWords, name));

/** Whether a member of one role may change one of another, or make somebody that: as the server has it. */
export function mayManage(role: RoleName, other: RoleName): boolean {
  return role === 'owner' || (role === 'admin' && other !== 'owner');
}
