import { expect, it } from 'vitest';
import type { CatalogOperation } from '../catalog.ts';
import { flow, testCatalog, testOperations, withStep } from '../testing.ts';
import { check } from './check.ts';

const alarm: CatalogOperation = { ...testOperations.trigger, startedBy: 'failure' };
const catalog = testCatalog({ alarm });
const uses = { connector: 'test', version: '1', operation: 'alarm' };
const trigger = { connector: 'test', version: '1', operation: 'trigger' };
const found = (document: Parameters<typeof check>[0]) => check(document, catalog).map(({ code, step }) => [code, step]);

it('names a trigger that leads nowhere beside one that does', () => {
  const drawn = withStep(flow('hook -> send', 'timer'), 'timer', { uses: trigger });
  expect(found(drawn)).toEqual([['trigger_leads_nowhere', 'timer']]);
  expect(found(withStep(drawn, 'timer', { disabled: true }))).toEqual([]);
  expect(found(flow('hook', 'timer'))).toEqual([]);
});

it('names a second trigger of a kind that starts a flow once', () => {
  const one = withStep(flow('first -> send', 'second -> send'), 'first', { uses });
  expect(found(one)).toEqual([]);
  expect(found(withStep(one, 'second', { uses }))).toEqual([['trigger_twice', 'second']]);
});
