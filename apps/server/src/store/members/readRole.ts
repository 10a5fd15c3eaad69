import { type Role, roles } from '../../policies/can.ts';

/** A role as it is stored. One that this version does not know gets the least there is. */
export function readRole(text: string): Role {
  return roles.find((role) => role === text) ?? 'viewer';
}
