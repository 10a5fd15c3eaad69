import { describe, expect, it } from 'vitest';
import type { Connector } from '../../packages/connector/src/index.ts';
import { trelloConnector } from '../../packages/connectors/src/apps/trello/index.ts';
import { missingIn } from './missing.ts';

const recorded = Object.keys(trelloConnector.operations).map((operation) => ({ operation }));
const whole = { recorded: [...recorded, { operation: 'createCard', failure: {} }], isListed: true };

describe('what a connector lacks', () => {
  it('is nothing, where all is there', () => {
    expect(missingIn(trelloConnector, whole)).toEqual([]);
  });

  it.each<[string, Partial<Connector>, Partial<typeof whole>]>([
    ['does not list trello', {}, { isListed: false }],
    ['no recorded call of getMe', {}, { recorded: whole.recorded.filter(({ operation }) => operation !== 'getMe') }],
    ['no call that was refused', {}, { recorded }],
    ['still the example', { baseUrl: 'https://api.example.com/v1' }, {}],
    ['no keywords', { keywords: [] }, {}],
    ['no test of the account', { test: undefined } as object, {}],
    ['no icon', { icon: undefined } as object, {}],
  ])('is said in a sentence: %s', (says, changed, around) => {
    const missing = missingIn({ ...trelloConnector, ...changed }, { ...whole, ...around });
    expect(missing).toEqual([expect.stringContaining(says)]);
    expect(missing[0]).toMatch(/\.$/);
  });
});
