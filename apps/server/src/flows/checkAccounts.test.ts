import { FlowDocument } from '@patchbay/flow';
import { expect, it } from 'vitest';
import type { ConnectionRow } from '../connections/connectionStore.ts';
import { allBuiltIns } from '../connectors/builtIns.ts';
import { checkAccounts } from './checkAccounts.ts';

const builtIns = new Map((await allBuiltIns()).map((connector) => [connector.id, connector]));
const catalog = {
  find: (uses: { connector: string; operation: string }) => builtIns.get(uses.connector)?.operations[uses.operation],
  connector: () => undefined,
  typeOf: () => undefined,
};

function startedBy(connector: string, operation: string): FlowDocument {
  const uses = { connector, version: '1', operation };
  const start = { id: 'start', name: 'Start', uses, inputs: {}, connection: 'acme', position: { x: 0, y: 0 } };
  return FlowDocument.parse({ version: 1, steps: { start }, edges: {}, notes: {} });
}

function account(connector: string, fields: string[]): ConnectionRow {
  const createdAt = '2026-11-22T12:00:00.000Z';
  return {
    id: 'acme',
    connector,
    name: 'Acme',
    kind: 'bearer',
    state: 'works',
    fields,
    hosts: [],
    sharedWith: 'workspace',
    createdAt,
    createdBy: null,
  };
}

const known = (...connections: ConnectionRow[]) => ({ connections, userId: 'ann' });

it.each([
  { connector: 'slack', operation: 'onMention', fields: ['token'], missing: 'signing secret' },
  { connector: 'twilio', operation: 'onMessage', fields: ['username', 'password'], missing: 'auth token' },
  { connector: 'shopify', operation: 'onOrder', fields: ['value'], missing: 'client secret' },
])('lets nobody publish a trigger of $connector whose events could be forged', ({ missing, ...its }) => {
  const { connector, operation, fields } = its;
  const [problem] = checkAccounts(startedBy(connector, operation), catalog, known(account(connector, fields)));
  expect(problem).toMatchObject({ code: 'account_without_secret', message: expect.stringContaining(missing) });
});

it('takes an account that has the secret, and one whose app is given ours', () => {
  const slack = account('slack', ['token', 'signingSecret']);
  expect(checkAccounts(startedBy('slack', 'onMention'), catalog, known(slack))).toEqual([]);
  expect(checkAccounts(startedBy('github', 'onIssue'), catalog, known(account('github', ['token'])))).toEqual([]);
});

it('says which account is gone, of another kind, or not for whoever publishes', () => {
  const slack = account('slack', ['token', 'signingSecret']);
  const of = (...connections: ConnectionRow[]) =>
    checkAccounts(startedBy('slack', 'postMessage'), catalog, known(...connections)).map(({ code }) => code);
  expect(of()).toEqual(['account_gone']);
  expect(of(account('github', ['token']))).toEqual(['account_does_not_fit']);
  expect(of({ ...slack, createdBy: 'ben', sharedWith: ['cid'] })).toEqual(['account_not_shared']);
  expect(of({ ...slack, createdBy: 'ben', sharedWith: ['ann'] })).toEqual([]);
  expect(of({ ...slack, createdBy: 'ann', sharedWith: [] })).toEqual([]);
});

it('says how many permissions a step lacks, where the provider says what it gave', () => {
  const slack = account('slack', ['accessToken']);
  const of = (given?: string[]) =>
    checkAccounts(startedBy('slack', 'postMessage'), catalog, known({ ...slack, ...(given && { scopes: given }) }));
  expect(of()).toEqual([]);
  expect(of(['chat:write', 'users:read'])).toEqual([]);
  expect(of(['users:read'])).toMatchObject([
    { code: 'account_lacks_permission', severity: 'error', message: expect.stringContaining('one more permission') },
  ]);
});

it('knows for every trigger of an app how its events are checked', () => {
  const triggers = [...builtIns.values()].flatMap(({ id, operations }) =>
    Object.entries(operations)
      .filter(([, { webhook }]) => webhook !== undefined)
      .map(([name, { webhook, needsConnection }]) => ({ name: `${id}/${name}`, webhook, needsConnection })),
  );
  expect(triggers.length).toBeGreaterThan(20);
  expect(triggers.filter(({ webhook }) => webhook?.signature === undefined)).toEqual([]);
  expect(triggers.filter(({ needsConnection }) => needsConnection !== true)).toEqual([]);
});
