import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Auth, type Connector, isObject, missingScopes, type Operation } from '@patchbay/connector';
import { describe, expect, it } from 'vitest';
import { gmailConnector } from '../gmail/index.ts';
import { googleCalendarConnector } from '../google-calendar/index.ts';
import { googleDriveConnector } from '../google-drive/index.ts';
import { googleSheetsConnector } from '../google-sheets/index.ts';
import { fixturesIn } from '../testing/fixture.ts';
import { SPECS } from '../testing/judge.ts';

const FILES = ['google-gmail.v1.json', 'google-drive.v3.json', 'google-calendar.v3.json', 'google-sheets.v4.json'];
const hasThem = FILES.every((file) => existsSync(join(SPECS, file)));

type Method = { httpMethod: string; pattern: RegExp; scopes: readonly string[] };

/** Every method of Google's own description of an API, with the permissions any one of which is enough. */
function methodsIn(node: unknown, root: string): Method[] {
  if (!isObject(node)) return [];
  const own = Object.values(isObject(node.methods) ? node.methods : {}).flatMap((method): Method[] => {
    if (!isObject(method) || !Array.isArray(method.scopes)) return [];
    const path = String(method.flatPath ?? method.path).replace(/[.+?^$()|[\]\\]/g, '\\$&');
    const pattern = new RegExp(`^(?:/upload)?/?${root}${path.replace(/\{[^{}]+\}/g, '[^/]+?')}$`);
    return [{ httpMethod: String(method.httpMethod), pattern, scopes: method.scopes.map(String) }];
  });
  return [
    ...own,
    ...Object.values(isObject(node.resources) ? node.resources : {}).flatMap((it) => methodsIn(it, root)),
  ];
}

const methods = hasThem
  ? FILES.flatMap((file) => {
      const description: unknown = JSON.parse(readFileSync(join(SPECS, file), 'utf8'));
      return methodsIn(description, isObject(description) ? String(description.servicePath ?? '') : '');
    })
  : [];

function acceptedFor({ method, url }: { method: string; url: string }): readonly string[] {
  const { pathname } = new URL(url);
  return methods.find(({ httpMethod, pattern }) => httpMethod === method && pattern.test(pathname))?.scopes ?? [];
}

const connectors = [gmailConnector, googleDriveConnector, googleCalendarConnector, googleSheetsConnector];

/** What is asked for at the least where nothing but this operation is used. */
function askedFor({ auth }: Connector, { scopes = [] }: Operation): string[] {
  const ways = auth.flatMap((way) => (way.kind === 'oauth2' ? (way.defaultScopes ?? []) : []));
  return [...new Set([...ways, ...scopes])];
}

const calls = connectors.flatMap((connector) =>
  fixturesIn(join(import.meta.dirname, '..', connector.id)).flatMap(([name, { operation, exchanges }]) =>
    exchanges.map(({ request }, at) => ({ name: `${connector.id} ${name} ${at}`, connector, operation, request })),
  ),
);

describe.skipIf(!hasThem)('the permissions of Google’s operations', () => {
  it.each(calls)('are enough for $name', ({ connector, operation, request }) => {
    const accepted = acceptedFor(request);
    expect(accepted).not.toEqual([]);
    const asked = askedFor(connector, connector.operations[operation] ?? ({} as Operation));
    expect(accepted.some((scope) => missingScopes([scope], asked, connector.auth).length === 0)).toBe(true);
  });

  const operations = [...Map.groupBy(calls, ({ connector, operation }) => `${connector.id} ${operation}`)];

  it.each(operations)('are the narrowest there are for %s', (_name, [first, ...others]) => {
    const all = [first, ...others].flatMap((call) => (call === undefined ? [] : [call]));
    const { connector, operation } = all[0] ?? {};
    const own = (operation === undefined ? undefined : connector?.operations[operation]?.scopes) ?? [];
    // Names alone are less to be allowed, but the bytes of a file are not given for that.
    const requests = all.map(({ request }) => request).filter(({ url }) => !url.includes('alt=media'));
    const accepted = requests.map((request) => new Set(acceptedFor(request)));
    const isWider = (scope: string) => {
      const takers = accepted.filter((them) => them.has(scope));
      const inside = heldBy(connector?.auth ?? [], scope);
      return takers.length > 0 && takers.every((them) => inside.some((one) => them.has(one)));
    };
    expect(own.filter(isWider)).toEqual([]);
  });
});

function heldBy(ways: readonly Auth[], scope: string): readonly string[] {
  return ways.flatMap((way) => (way.kind === 'oauth2' ? (way.scopeHolds?.[scope] ?? []) : []));
}

describe.each(connectors)('every operation of $id', (connector) => {
  it('says what it has to be allowed, in words that the account can be asked for', () => {
    const known = new Set(connector.auth.flatMap((way) => (way.kind === 'oauth2' ? way.scopes : [])));
    const silent = Object.entries(connector.operations).filter(([, { scopes = [] }]) => scopes.length === 0);
    expect(silent.map(([name]) => name)).toEqual([]);
    const all = Object.values(connector.operations).flatMap(({ scopes = [] }) => scopes);
    expect(all.filter((scope) => !known.has(scope))).toEqual([]);
  });
});
