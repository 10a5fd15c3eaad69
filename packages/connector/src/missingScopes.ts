/**
 * Which of the permissions that are wanted an account was not given. Providers answer with other spellings than they were
 * asked in (`https://graph.microsoft.com/Mail.Send` for `Mail.Send`), so the last part of an address counts.
 */
export function missingScopes(wanted: readonly string[], given: readonly string[]): string[] {
  const known = new Set(given.map(plainScope));
  return [...new Set(wanted)].filter((scope) => !known.has(plainScope(scope)));
}

function plainScope(scope: string): string {
  return (scope.replace(/\/+$/, '').split('/').at(-1) ?? scope).toLowerCase();
}
