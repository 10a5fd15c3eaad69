import type { Connector, Operation } from '@patchbay/connector';
import { describe, expect, it } from 'vitest';
import { everyConnector } from '../apps.ts';

const scopesOf = ({ auth }: Connector) => auth.flatMap((way) => (way.kind === 'oauth2' ? way.scopes : []));

/** Those whose provider knows permissions by name; others let an app do all or nothing. */
const permitting = (await everyConnector()).filter((connector) => scopesOf(connector).length > 0);

/** What needs no permission of its own, by what it does there. */
const NEEDS_NONE: Readonly<Record<string, readonly string[]>> = {
  // Anybody may ask who they are.
  slack: ['authTest'],
  github: ['getMe'],
  // Asked with the application's id alone.
  auth0: ['sendPasswordReset', 'sendSignInCode'],
};

const mustSay = ({ id }: Connector, [name, { kind, isHidden }]: [string, Operation]) =>
  kind === 'call' && isHidden !== true && NEEDS_NONE[id]?.includes(name) !== true;

describe.each(permitting)('$id', (connector) => {
  it('says of each step what its account has to be allowed', () => {
    const silent = Object.entries(connector.operations)
      .filter((one) => mustSay(connector, one))
      .filter(([, { scopes = [] }]) => scopes.length === 0);
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it('can ask for all that its steps and its permissions name', () => {
    const known = scopesOf(connector);
    const named = Object.values(connector.operations).flatMap(({ scopes = [] }) => scopes);
    const held = connector.auth.flatMap((way) => (way.kind === 'oauth2' ? Object.keys(way.scopeHolds ?? {}) : []));
    const always = connector.auth.flatMap((way) => (way.kind === 'oauth2' ? (way.defaultScopes ?? []) : []));
    expect([...named, ...held, ...always].filter((scope) => !known.includes(scope))).toEqual([]);
  });
});
