import type { AnyRouter } from '@trpc/server';
import { isPermission } from '../policies/can.ts';
import type { Declared } from './trpc.ts';

/** One procedure of the router, by its path: `flow.publish`. */
export type DeclaredProcedure = { path: string; type: 'query' | 'mutation' | 'subscription' } & Declared;

/**
 * Every procedure with the permission it declares. Throws for one that declares none: the server must not start with a
 * door that nobody thought about.
 */
export function requirePermissions(router: AnyRouter): DeclaredProcedure[] {
  const procedures: Record<string, { _def: { type: DeclaredProcedure['type']; meta?: Partial<Declared> } }> =
    router._def.procedures;
  return Object.entries(procedures).map(([path, { _def }]) => {
    const { permission, subject } = _def.meta ?? {};
    const isDeclared =
      permission !== undefined && (['public', 'signedIn'].includes(permission) || isPermission(permission));
    if (!isDeclared || subject === undefined) throw new Error(`The procedure ${path} declares no permission.`);
    return { path, type: _def.type, permission, subject };
  });
}
