import { expect, it } from 'vitest';
import { questionsFrom } from '../inspector/questions/questions.ts';
import { firstInputs } from './firstInputs.ts';

const core = (operation: string) => ({ connector: 'core', version: '1', operation });

it('takes the clocks of whoever draws a schedule', () => {
  const inputs = firstInputs(core('schedule'), { zone: 'Europe/Berlin' });
  expect(inputs).toEqual({ zone: { kind: 'literal', value: 'Europe/Berlin' } });
});

it('takes them for a step that reads or writes dates', () => {
  const inputs = firstInputs({ connector: 'dates', version: '1', operation: 'formatDate' }, { zone: 'Europe/Berlin' });
  expect(inputs).toEqual({ zone: { kind: 'literal', value: 'Europe/Berlin' } });
});

it('leaves the zone to the operation where both say the same', () => {
  expect(firstInputs(core('schedule'), { zone: 'UTC' })).toEqual({});
});

it('begins a form with a name and an e-mail address', () => {
  const { fields } = firstInputs(core('form'), { zone: 'UTC' });
  const questions = questionsFrom(fields?.kind === 'literal' ? fields.value : undefined);
  expect(questions.map(({ name, kind }) => [name, kind])).toEqual([
    ['name', 'text'],
    ['email', 'email'],
  ]);
});

it('fills in nothing of others', () => {
  expect(firstInputs({ ...core('schedule'), connector: 'crm' }, { zone: 'Europe/Berlin' })).toEqual({});
  expect(firstInputs(core('http'), { zone: 'Europe/Berlin' })).toEqual({});
});
