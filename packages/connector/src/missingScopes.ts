import type { Auth } from './connector.ts';

/**
 * Which of the permissions that are wanted an account was not given. Providers answer with other spellings than they were
 * asked in (`https://graph.microsoft.com/Mail.Send` for `Mail.Send`), so the last part of an address counts. What a
 * permission holds, by the ways to sign in of the connector, was given with it.
 */
export function missingScopes(
  wanted: readonly string[],
  given: readonly string[],
  ways: readonly Auth[] = [],
): string[] {
  const held = ways.flatMap((way) => (way.kind === 'oauth2' ? Object.entries(way.scopeHolds ?? {}) : []));
  const known = new Set(given.map(plainScope));
  for (const [scope, inside] of held) {
    if (known.has(plainScope(scope))) for (const one of inside) known.add(plainScope(one));
  }
  return [...new Set(wanted)].filter((scope) => !known.has(plainScope(scope)));
}

function plainScope(scope: string): string {
  return (scope.replace(/\/+$/, '').split('/').at(-1) ?? scope).toLowerCase();
}
