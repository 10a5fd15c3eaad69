import { expect, it } from 'vitest';
import type { ConnectorRow } from '../../api/types.ts';
import { gallerySections } from './gallerySections.ts';

const row = (id: string, name: string, source: ConnectorRow['source'] = 'builtin'): ConnectorRow => ({
  id,
  name,
  source,
  version: '1',
  description: null,
  category: 'data',
  operationCount: 1,
  baseUrl: null,
  auth: [],
});
const all = [
  row('core', 'Flow control'),
  row('web', 'HTTP requests'),
  row('jira', 'Jira'),
  row('acme', 'Acme'),
  row('gmail', 'Gmail'),
  row('warehouse', 'Warehouse', 'imported'),
];
const shown = (connected: string[]) =>
  gallerySections(all, new Set(connected)).map(({ title, connectors }) =>
    [title, ...connectors.map(({ name }) => name)].join(', '),
  );

it('shows the APIs of the workspace, then apps by use, then what Patchbay does itself', () => {
  expect(shown([])).toEqual([
    'Your APIs, Warehouse',
    'Apps, Gmail, Jira, Acme',
    'Part of Patchbay, Flow control, HTTP requests',
  ]);
});

it('puts apps with an account first', () => {
  expect(shown(['acme'])[1]).toBe('Apps, Acme, Gmail, Jira');
});
