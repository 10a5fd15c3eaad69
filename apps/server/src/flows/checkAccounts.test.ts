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
    createdAt,
    createdBy: null,
  };
}

it.each([
  { connector: 'slack', operation: 'onMention', fields: ['token'], missing: 'signing secret' },
  { connector: 'twilio', operation: 'onMessage', fields: ['username', 'password'], missing: 'auth token' },
  { connector: 'shopify', operation: 'onOrder', fields: ['value'], missing: 'client secret' },
])('lets nobody publish a trigger of $connector whose events could be forged', ({ missing, ...its }) => {
  const { connector, operation, fields } = its;
  const [problem] = checkAccounts(startedBy(connector, operation), catalog, [account(connector, fields)]);
  expect(problem).toMatchObject({ code: 'account_without_secret', message: expect.stringContaining(missing) });
});

it('takes an account that has the secret, and one whose app is given ours', () => {
  const slack = account('slack', ['token', 'signingSecret']);
  expect(checkAccounts(startedBy('slack', 'onMention'), catalog, [slack])).toEqual([]);
  expect(checkAccounts(startedBy('github', 'onIssue'), catalog, [account('github', ['token'])])).toEqual([]);
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
