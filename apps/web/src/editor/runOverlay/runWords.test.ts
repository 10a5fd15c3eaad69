import { DONE, type FlowDocument } from '@patchbay/flow';
import { flow } from '@patchbay/flow/testing';
import { describe, expect, it } from 'vitest';
import type { StepFace } from '../document/createCatalog.ts';
import { countWords, itemWords, runWordsOf, skippedWords, troubleWords } from './runWords.ts';

const face: StepFace = {
  connector: { id: 'hubspot', name: 'HubSpot', category: 'crm' },
  title: 'Do it',
  kind: 'call',
  outlets: [{ name: DONE, label: 'done' }],
  known: true,
};
const named = (names: Record<string, string>, ...lines: string[]): FlowDocument => {
  const drawn = flow(...lines);
  const steps = Object.entries(drawn.steps).map(([id, step]) => [id, { ...step, name: names[id] ?? id }]);
  return { ...drawn, steps: Object.fromEntries(steps) };
};
const nounOf = (name: string) => runWordsOf(named({ a: name }, 'start -> a'), { faceOf: () => face }).nounOf('a');

describe('what a list is a list of', () => {
  it('is said by the step that gives it, or by the loop that goes through it', () => {
    expect(nounOf('Find overdue invoices')).toBe('invoices');
    expect(nounOf('List contacts in HubSpot')).toBe('contacts');
    expect(nounOf('Get order')).toBeUndefined();
    expect(nounOf('Get status')).toBeUndefined();
    expect(nounOf('Send e-mail')).toBeUndefined();
    const looped = named({ each: 'For each company', get: 'Ask' }, 'get -> each', 'each/send');
    expect(runWordsOf(looped, { faceOf: () => face }).nounOf('get')).toBe('companies');
    expect(runWordsOf(looped, { faceOf: () => face }).nounOf('each')).toBe('companies');
  });

  it('is counted with its noun', () => {
    expect([
      countWords(12, 'invoices'),
      countWords(1, 'companies'),
      countWords(1, 'addresses'),
      countWords(1_200),
    ]).toEqual(['12 invoices', '1 company', '1 address', '1,200 items']);
  });

  it('names one item as a person does', () => {
    expect(itemWords({ id: 'x', Number: 2041 }, 'invoices')).toBe('invoice 2041');
    expect(itemWords({ id: 7, name: 'Ann' }, 'people')).toBe('Ann');
    expect(itemWords('ann@example.com', undefined)).toBe('ann@example.com');
    expect(itemWords({ nested: {} }, 'things')).toBeUndefined();
  });
});

it('says in a few words why a step was tried again', () => {
  const failure = { code: 'x', message: 'The name is taken. Choose another.', retry: 'later' } as const;
  expect(troubleWords({ ...failure, status: 429 }, 'HubSpot')).toBe('HubSpot was busy.');
  expect(troubleWords({ ...failure, status: 503 }, 'HubSpot')).toBe('HubSpot had trouble of its own.');
  expect(troubleWords(failure, 'HubSpot')).toBe('The name is taken.');
});

it('says which way a run went instead of coming to a step', () => {
  const drawn = named({ has: 'Has a phone?' }, 'start -> has', 'has -yes-> text', 'text -> more', 'has -no-> mail');
  const words = runWordsOf(drawn, { faceOf: () => face });
  const ended = (step: string) =>
    step === 'has'
      ? { status: 'succeeded', outlet: 'no' }
      : step === 'start'
        ? { status: 'succeeded', outlet: 'done' }
        : { status: 'skipped' };
  expect(skippedWords(drawn, 'text', { ended, words })).toBe('Skipped: “Has a phone?” said no');
  expect(skippedWords(drawn, 'more', { ended, words })).toBe('Skipped: “Has a phone?” said no');
  expect(skippedWords(drawn, 'mail', { ended, words })).toBeUndefined();
});
